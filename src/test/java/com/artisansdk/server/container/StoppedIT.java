package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A server that does not boot afresh when it is stopped. */
class StoppedIT extends ContainerTest {

    @Deployment(testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.key", Stage.KEY, "server.restart", "false"));
    }

    @Test
    void aStoppedServerRefusesHandshakesForNowAndSaysThatItIsNotReady() {
        await().atMost(Duration.ofSeconds(10)).until(() -> ready() == 200);
        Client admin = connectsAsAdmin();
        admin.says("{'name':'StopServer'}");
        assertThat(admin.isClosed()).isEqualTo(1012);

        RawClient late = RawClient.dials();
        RawClient.Answer answer = late.shakesHands("/server/", Map.of());
        late.hangsUp();

        assertThat(answer.status()).isEqualTo(503);
        assertThat(Integer.parseInt(answer.headers().get("retry-after"))).isPositive();
        assertThat(ready()).isEqualTo(503);
        assertThat(ContainerStage.get("/server/health/live").statusCode()).isEqualTo(200);
        assertThat(ContainerStage.get("/server/").statusCode()).as("the page").isEqualTo(200);
    }

    private static int ready() {
        return ContainerStage.get("/server/health/ready").statusCode();
    }
}
