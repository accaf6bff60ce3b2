package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Ready means that a command gets through, not that everything looks well by itself. */
@ExtendWith(ArquillianExtension.class)
class ReadinessIT {

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "well", managed = false, testable = false)
    static WebArchive well() {
        return Archives.server("well.war", Map.of());
    }

    /** Senders go by this setting; the worker goes by the descriptor, which does not see it. */
    @Deployment(name = "elsewhere", managed = false, testable = false)
    static WebArchive elsewhere() {
        return Archives.server("elsewhere.war", Map.of("server.queue", "DLQ"));
    }

    @Deployment(name = "nowhere", managed = false, testable = false)
    static WebArchive nowhere() {
        return Archives.server("nowhere.war", Map.of("server.queue", "nosuch"));
    }

    @Test
    void theServerIsReadyOnceACommandHasArrived() {
        deployer.deploy("well");
        try {
            await().atMost(Duration.ofSeconds(10)).until(() -> ready("well").statusCode() == 200);
            assertThat(ready("well").body()).contains("\"queue\":\"UP\"", "\"clients\":\"UP\"");
        } finally {
            deployer.undeploy("well");
        }
    }

    // On Payara the worker goes by the same setting.
    @Tag("wildfly")
    @Test
    void aServerWhoseSendersUseAnotherQueueIsNotReadyAndTheLogNamesBoth() {
        ServerLog log = new ServerLog();
        deployer.deploy("elsewhere");
        try {
            assertThat(ready("elsewhere").statusCode()).isEqualTo(503);
            assertThat(ready("elsewhere").body()).contains("\"queue\":\"DOWN\"", "\"clients\":\"UP\"");
            await().atMost(Duration.ofSeconds(20)).until(() -> log.text().contains("No command has arrived"));
            assertThat(log.text())
                    .containsPattern("Senders use the queue DLQ of .*; the worker listens to the queue realtime\\.");
            assertThat(ready("elsewhere").statusCode()).isEqualTo(503);
        } finally {
            deployer.undeploy("elsewhere");
        }
    }

    // Payara's broker makes it.
    @Tag("wildfly")
    @Test
    void aServerWhoseSendersUseAQueueThatIsNotThereIsNotReadyAndTheLogNamesIt() {
        ServerLog log = new ServerLog();
        deployer.deploy("nowhere");
        try {
            assertThat(ready("nowhere").statusCode()).isEqualTo(503);
            await().atMost(Duration.ofSeconds(5)).until(() -> log.text().contains("The queue cannot be reached"));
            assertThat(log.text()).contains("nosuch").doesNotContain("\tat ");
        } finally {
            deployer.undeploy("nowhere");
        }
    }

    private static HttpResponse<String> ready(String name) {
        return ContainerStage.get("/" + name + "/health/ready");
    }
}
