package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same WAR in the same container, set up otherwise, from its start to its stop. */
class VariantsIT {

    /** The next Java with long support. */
    private static final int NEWER = 25;

    private static final String ADDRESS = "127.0.0.1";
    /** How a process ends that was asked to. */
    private static final int TERMINATED = 128 + 15;

    @TempDir
    private Path temporary;

    @Test
    void theServerServesAndStopsOnJava25() throws Exception {
        assumeThat(Runtime.version().feature())
                .as("On this Java all other tests run anyway.")
                .isLessThan(NEWER);
        assumeThat(newerJava())
                .as("There is no JDK 25 to test with. Set JAVA_25_HOME to one, or install it where bin/test looks.")
                .isNotBlank();
        try (OwnServer server = own(Map.of("JAVA_HOME", newerJava()))) {
            OwnServer.Command run = server.starts();
            server.deploys(Archives.sender().addClass(JavaServlet.class), "/sender/java");
            assertThat(server.get("/sender/java").body()).isEqualTo("25");
            servesAndStops(server, run);
        }
    }

    @Test
    @Tag("wildfly")
    void theServerServesAndStopsWhereFramesAreHandledByTheThreadsThatReadThem() throws Exception {
        assumeThat(newerJava())
                .as("The server on Java 25 is set up so, too: starting a WildFly takes its time.")
                .isBlank();
        try (OwnServer server = own(Map.of())) {
            OwnServer.Command run = server.starts();
            server.deploys(Archives.sender(), "/sender/queue");
            servesAndStops(server, run);
        }
    }

    private static String newerJava() {
        return Objects.requireNonNullElse(System.getenv("JAVA_25_HOME"), "");
    }

    /** One whose WildFly has clients' frames handled by the threads that read them. */
    private OwnServer own(Map<String, String> environment) {
        Path script = Path.of(System.getProperty("project.directory"), "server-config", "wildfly", "io-threads.cli");
        Map<String, String> all = new TreeMap<>(environment);
        all.put("WILDFLY_CLI", script.toString());
        all.put("SERVER_KEY", Stage.KEY);
        return new OwnServer(temporary, all);
    }

    private static void servesAndStops(OwnServer server, OwnServer.Command run) throws Exception {
        if (!Container.isPayara()) {
            assertThat(server.configuration()).contains("dispatch-to-worker=\"false\"");
        }
        SocketClient ada = SocketClient.connect(server.sockets(), ADDRESS);
        ada.isGreeted();
        SocketClient admin = SocketClient.connect(server.sockets(), ADDRESS);
        admin.isGreeted();
        ada.says("{'name':'DisconnectPlayers'}");
        ada.hearsEventually("PromptForAuthentication");
        admin.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
        admin.hearsEventually("ConnectionAuthenticated");
        ada.says("{'name':'JoinAsPlayer','registration':{'name':{'first':'Ada'}}}");
        ada.hearsEventually("ConnectionRegistered");

        String command = """
                {"job":"SendMessage","data":{"name":"OrderPlaced","payload":{"order":7},"to":{"type":"player"}}}""";
        assertThat(server.post("/sender/queue", command).statusCode()).isEqualTo(200);
        assertThat(ada.hearsEventually("OrderPlaced").getInt("order")).isEqualTo(7);
        assertThat(server.get("/server/health/ready").body())
                .isEqualTo("{\"status\":\"UP\",\"clients\":\"UP\",\"queue\":\"UP\"}");

        admin.says("{'name':'DisconnectPlayers'}");
        assertThat(ada.isClosed()).isEqualTo(1000);
        Client last = SocketClient.connect(server.sockets(), ADDRESS);
        last.isGreeted();
        run.process().destroy();
        assertThat(run.ends()).as(run.says()).isEqualTo(TERMINATED);
        assertThat(last.isClosed()).isEqualTo(1001);
        assertThat(admin.isClosed()).isEqualTo(1001);
    }
}
