package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.container.Multitude.Member;
import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Clients that do not read, or say too much: they are let go of, and nobody else notices. */
class SlowIT extends ContainerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String PADDING = "x".repeat(50_000);

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.key", Stage.KEY, "server.outbox.bytes", "200000"));
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    void whoDoesNotReadIsLetGoOfAndTheOthersHearEverything() {
        Client healthy = connects();
        try (Multitude multitude = new Multitude()) {
            multitude.connect(2, PATIENCE);
            List<Member> all = multitude.members();
            multitude.readUntilAll(PATIENCE, all, member -> !member.id().isEmpty());
            all.get(0).stopReading();
            all.get(1).sip();
            healthy.hearsAll();

            for (int n = 0; stage().counted("outbox.overflowed") < 2; n++) {
                assertThat(n).as("messages without effect").isLessThan(1_000);
                sends(n, all.get(0).id());
                sends(n, all.get(1).id());
                sends(n, healthy.id().toString());
                assertThat(healthy.hearsEventually("Count").getInt("n")).isEqualTo(n);
            }
            multitude.readUntil(PATIENCE, () -> stage().counted("connections.open") == 1);
            assertThat(stage().counted("outbox.waiting")).isZero();
            sends(-1, healthy.id().toString());
            assertThat(healthy.hearsEventually("Count").getInt("n")).isEqualTo(-1);
        }
    }

    private void sends(int n, String to) {
        stage().queues(
                        "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Count\",\"payload\":{\"n\":%d,\"padding\":\"%s\"},\"to\":{\"connection\":\"%s\"}}}"
                                .formatted(n, PADDING, to));
    }

    @Test
    void whoFloodsIsClosedAndTheOthersAreAnswered() throws InterruptedException {
        Client healthy = connects();
        RawClient flooding = stage().connectsByHand(anAddress());
        byte[] frame = RawClient.frame(
                RawClient.TEXT,
                ("{\"name\":\"flood\",\"padding\":\"" + "x".repeat(60_000) + "\"}")
                        .getBytes(StandardCharsets.US_ASCII));
        Thread flood = new Thread(() -> {
            while (flooding.isOpen()) {
                flooding.sends(frame);
            }
        });
        flood.start();

        // Slowly enough that it is not limited itself.
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(() -> {
            healthy.hearsAll();
            return !flooding.isOpen();
        });
        flood.join();
        assertThat(flooding.isClosed()).isEqualTo(1008);
        assertThat(healthy.isOpen()).isTrue();
    }
}
