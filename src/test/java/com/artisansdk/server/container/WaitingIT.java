package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.example.game.GameManager;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands that are queued while no server runs. */
@ExtendWith(ArquillianExtension.class)
class WaitingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int COMMANDS = 200;

    private final ContainerStage stage = new ContainerStage();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "server", managed = false, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.key", Stage.KEY, "server.restart", "false"))
                .addPackage(GameManager.class.getPackage());
    }

    @Deployment(name = "sender", testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    @OperateOnDeployment("sender")
    void commandsWaitUntilAServerRunsThemInTheirOrder() {
        long lost = Management.messagesOn("DLQ");
        deployer.deploy("server");
        try {
            Client admin = stage.connects("127.0.0.1");
            admin.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
            admin.hearsEventually("ConnectionAuthenticated");
            admin.says("{'name':'StopServer'}");
            assertThat(admin.isClosed()).isEqualTo(1012);
            for (int i = 0; i < COMMANDS; i++) {
                String body = "{\"job\":\"Note\",\"data\":{\"number\":" + i + "}}";
                assertThat(ContainerStage.post("/sender/queue", "text/plain", body)
                                .statusCode())
                        .isEqualTo(200);
            }
        } finally {
            deployer.undeploy("server");
        }

        deployer.deploy("server");
        try {
            await().atMost(PATIENCE).until(() -> stage.counted("commands.run") > COMMANDS);
            Client alice = stage.connects("127.0.0.1");
            alice.says("{'name':'ReadNotes'}");
            assertThat(alice.hearsEventually("GameEvent").getString("what"))
                    .isEqualTo(IntStream.range(0, COMMANDS).boxed().toList().toString());
            assertThat(stage.counted("commands.dead")).isZero();
            assertThat(Management.messagesOn("DLQ")).isEqualTo(lost);
        } finally {
            stage.clear();
            deployer.undeploy("server");
        }
    }
}
