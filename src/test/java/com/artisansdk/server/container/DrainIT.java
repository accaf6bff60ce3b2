package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Stage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.example.ledger.EnterCommand;
import org.example.ledger.Entered;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is drained before it is taken away, and one that is not. */
@ExtendWith(ArquillianExtension.class)
class DrainIT {

    private static final int CLIENTS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final URI SERVER = URI.create("ws://" + ContainerStage.HOST + "/server/");

    @ArquillianResource
    private Deployer deployer;

    @TempDir
    private Path temporary;

    private List<ReturningClient> clients = List.of();

    @Deployment(name = "server", managed = false, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.key", Stage.KEY, "server.drain", "2"))
                .addClasses(EnterCommand.class, Entered.class);
    }

    @Deployment(name = "sender", managed = false, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @BeforeEach
    void isDeployed() {
        deployer.deploy("server");
        deployer.deploy("sender");
        await().atMost(PATIENCE).until(() -> ready().equals("UP"));
        clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> new ReturningClient(Container.HTTP, SERVER))
                .toList();
        await().atMost(PATIENCE).until(() -> new ContainerStage().counted("connections.open") == CLIENTS);
    }

    @AfterEach
    void isTakenAway() {
        clients.forEach(ReturningClient::close);
        deployer.undeploy("sender");
        deployer.undeploy("server");
    }

    @Test
    void aDrainedRedeployUnderLoadLosesNoCommandAndRunsNoneTwice() throws Exception {
        Management.setSystemProperty("server.drain.at", "2020-01-01T00:00:00Z");
        try (Load load = new Load(temporary.resolve("ledger"), DrainIT::queue)) {
            await().atMost(PATIENCE).until(() -> load.entered().size() >= Load.COMMANDS_PER_SECOND);

            Process drain = drain();
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> !ready().equals("UP"));
            List<Integer> before = load.entered();
            assertThat(ContainerStage.get("/server/health/ready").statusCode()).isEqualTo(503);
            assertThat(ContainerStage.get("/server/health/live").statusCode()).isEqualTo(200);
            RawClient late = RawClient.dials();
            RawClient.Answer answer = late.shakesHands("/server/", Map.of());
            late.hangsUp();
            assertThat(answer.status()).isEqualTo(503);
            assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();

            assertThat(drain.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            assertThat(drain.exitValue())
                    .as(Files.readString(temporary.resolve("drain.log")))
                    .isZero();
            assertThat(ready()).isEqualTo("DRAINED");
            int sent = load.sent();
            await().atMost(PATIENCE).until(() -> load.sent() >= sent + 100);
            assertThat(load.entered()).as("what ran since").isEqualTo(before);
            assertThat(clients)
                    .as("what was sent before")
                    .allSatisfy(client -> assertThat(numbers(client)).isEqualTo(before));

            deployer.undeploy("server");
            deployer.deploy("server");
            await().atMost(PATIENCE).until(() -> ready().equals("UP"));
            await().atMost(PATIENCE).until(() -> clients.stream().allMatch(ReturningClient::isOpen));
            int afterwards = load.sent() + Load.COMMANDS_PER_SECOND;
            await().atMost(PATIENCE).until(() -> load.sent() >= afterwards);
            load.ends();
            await().atMost(PATIENCE).until(() -> load.entered().size() >= load.sent());

            assertThat(load.entered())
                    .isEqualTo(IntStream.range(0, load.sent()).boxed().toList());
            assertThat(ContainerStage.get("/sender/queue").statusCode())
                    .as("no dead letter")
                    .isEqualTo(204);
            assertThat(clients).allSatisfy(client -> {
                assertThat(client.closes()).containsExactly(1012);
                assertThat(numbers(client)).doesNotHaveDuplicates().isSorted();
                assertThat(numbers(client)).hasSizeGreaterThan(before.size());
            });
        } finally {
            Management.removeSystemProperty("server.drain.at");
        }
    }

    /** As an administrator does, where the setting still has the time of an earlier drain. */
    private Process drain() throws IOException {
        Path script = Path.of(System.getProperty("project.directory"), "server-config", "drain");
        ProcessBuilder builder = new ProcessBuilder(script.toString())
                .redirectErrorStream(true)
                .redirectOutput(temporary.resolve("drain.log").toFile());
        builder.environment()
                .put(Container.name().toUpperCase(Locale.ROOT), Container.home().toString());
        builder.environment().put("CONTROLLER", "127.0.0.1:" + Management.port());
        builder.environment().put("SERVER_URL", "http://" + ContainerStage.HOST + "/server");
        return builder.start();
    }

    @Test
    void aServerThatIsTakenAwayWhileItDrainsForAnAdminTellsEveryClientOnce() {
        SocketClient admin = SocketClient.connect(SERVER, "127.0.0.1");
        admin.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
        admin.hearsEventually("ConnectionAuthenticated");
        admin.says("{'name':'DrainServer'}");
        await().atMost(PATIENCE).until(() -> !ready().equals("UP"));
        deployer.undeploy("server");
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(clients)
                            .allSatisfy(client ->
                                    assertThat(client.closes()).singleElement().isIn(1001, 1012)));
            assertThat(admin.isClosed()).isIn(1001, 1012);
        } finally {
            deployer.deploy("server");
        }
    }

    @Test
    void aServerThatIsJustTakenAwayTellsEveryClient() {
        deployer.undeploy("server");
        try {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(clients)
                            .allSatisfy(client -> assertThat(client.closes()).containsExactly(1001)));
        } finally {
            deployer.deploy("server");
        }
    }

    private static List<Integer> numbers(ReturningClient client) {
        return client.frames("Entered").stream()
                .map(frame -> frame.getInt("number"))
                .toList();
    }

    /** What health says of the clients; UP only with the queue. Nothing while there is no server. */
    private static String ready() {
        String body = ContainerStage.get("/server/health/ready").body();
        return List.of("DRAINING", "DRAINED").stream()
                .filter(body::contains)
                .findFirst()
                .orElse(body.startsWith("{\"status\":\"UP\"") ? "UP" : "");
    }

    /** To another application on the same container. Nothing is queued while there is no queue. */
    private static int queue(String lines) {
        HttpResponse<String> answer = ContainerStage.post("/sender/queue?lines", "text/plain", lines);
        return answer.statusCode() == 200 ? Integer.parseInt(answer.body()) : 0;
    }
}
