package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A client that floods, for ten seconds, and comes back whenever it is closed. */
class FloodIT extends ContainerTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int ASKS = 140;
    private static final long ASKS_EVERY_MS = 50;
    private static final int MOST_GROWTH = 64 * 1024 * 1024;
    /** What a busy machine adds to any answer. Unread frames of 60 KB before it would add seconds. */
    private static final long MOST_DELAY_MS = 250;

    @Deployment(name = "server", testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.trusted.proxies", "127.0.0.0/8")).addClass(HeapServlet.class);
    }

    @Test
    void whoFloodsIsClosedEachTimeAndTheHeapStaysAndTheOthersAreAnsweredAsSoonAsBefore() throws InterruptedException {
        Client healthy = connects();
        long[] before = asks(healthy);
        long heapBefore = heap();
        long[] during;
        long heapDuring = 0;
        AtomicInteger closed = new AtomicInteger();
        Thread flood = new Thread(() -> {
            String address = anAddress();
            byte[] frame = RawClient.frame(
                    RawClient.TEXT,
                    ("{\"name\":\"flood\",\"padding\":\"" + "x".repeat(60_000) + "\"}")
                            .getBytes(StandardCharsets.US_ASCII));
            while (!Thread.currentThread().isInterrupted()) {
                RawClient flooding = stage().connectsByHand(address);
                while (flooding.isOpen() && !Thread.currentThread().isInterrupted()) {
                    flooding.sends(frame);
                }
                if (!flooding.isOpen()) {
                    closed.incrementAndGet();
                }
            }
        });
        long begun = System.nanoTime();
        flood.start();
        try {
            during = asks(healthy);
            // A collection holds everybody up, so nobody asks meanwhile.
            while (System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(10)) {
                heapDuring = Math.max(heapDuring, heap());
            }
            await().atMost(PATIENCE).until(() -> closed.get() > 0);
        } finally {
            flood.interrupt();
            flood.join();
        }

        assertThat(heapDuring - heapBefore).as("bytes by which the heap grew").isLessThan(MOST_GROWTH);
        assertThat(percentile99(during))
                .as("ms; closed %d times, 99 %% were answered within %d ms before", closed.get(), percentile99(before))
                .isLessThan(percentile99(before) + MOST_DELAY_MS);
        assertThat(healthy.isOpen()).isTrue();
    }

    /** How long each of some answers took, in ms; slowly enough that it is not limited itself. */
    private static long[] asks(Client client) {
        return LongStream.range(0, ASKS)
                .map(number -> {
                    long begun = System.nanoTime();
                    client.says("{'name':'NotifyConnection','sender':'%1$s','receiver':'%1$s'}".formatted(client.id()));
                    client.hearsEventually("UpdateNotifications");
                    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                    await().pollDelay(Duration.ofMillis(ASKS_EVERY_MS)).until(() -> true);
                    return took;
                })
                .toArray();
    }

    private static long percentile99(long[] all) {
        return LongStream.of(all)
                .sorted()
                .skip(all.length * 99L / 100)
                .findFirst()
                .orElseThrow();
    }

    private static long heap() {
        return Long.parseLong(ContainerStage.get("/server/heap").body());
    }
}
