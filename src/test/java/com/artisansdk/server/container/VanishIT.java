package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * Clients whose machine vanishes, without a FIN: from then on no packet gets to it, and nothing comes back. The system drops what is for
 * an address of the loopback network that nobody else uses, which takes root.
 */
class VanishIT extends ContainerTest {

    private static final String ADDRESS = "127.0.99.99";

    /** The sweeper closes after 60 s of silence, and looks every 5 s. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String PADDING = "x".repeat(50_000);
    private static final long OUTBOX = 1_000_000;

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.outbox.bytes", String.valueOf(OUTBOX)));
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    void whoVanishesWithoutAWordIsClosedAndLeavesNothingBehind() throws IOException, InterruptedException {
        assumeThat(maySetRoutes())
                .as("Packets can be dropped by root alone, with ip of iproute2.")
                .isTrue();
        Client healthy = connects();
        long files = Management.openFiles();
        try (Socket silent = connected();
                Socket written = connected()) {
            Client idle = greeted(silent);
            Client busy = greeted(written);
            route("add");
            try {
                // What the system takes for it counts as written; beyond that it waits.
                await().atMost(PATIENCE).pollDelay(Duration.ZERO).until(() -> {
                    sends(0, busy);
                    return stage().counted("outbox.waiting") > OUTBOX / 2;
                });
                for (int n = 1; stage().counted("connections.open") > 1; n++) {
                    assertThat(n * 500L).isLessThan(PATIENCE.toMillis());
                    sends(n, healthy);
                    assertThat(healthy.hearsEventually("Count").getInt("n")).isEqualTo(n);
                    await().pollDelay(Duration.ofMillis(500)).until(() -> true);
                }
                assertThat(stage().counted("outbox.waiting")).isZero();
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(Management.openFiles()).isLessThanOrEqualTo(files));
                assertThat(idle.isOpen()).as("it was told nothing").isTrue();
                assertThat(busy.isOpen()).as("it was told nothing").isTrue();
            } finally {
                route("del");
            }
        }
    }

    private static boolean maySetRoutes() throws IOException, InterruptedException {
        return Files.isWritable(Path.of("/proc/sys/net/ipv4/ip_forward"))
                && new ProcessBuilder("sh", "-c", "command -v ip").start().waitFor() == 0;
    }

    private static void route(String change) throws IOException, InterruptedException {
        Process ip = new ProcessBuilder("ip", "route", change, "blackhole", ADDRESS + "/32", "table", "local")
                .redirectErrorStream(true)
                .start();
        String said = new String(ip.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(ip.waitFor()).as(said).isZero();
    }

    private static Socket connected() throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(ADDRESS, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ContainerStage.PORT));
        return socket;
    }

    private static Client greeted(Socket socket) throws IOException {
        RawClient client = RawClient.over(socket);
        assertThat(client.shakesHands("/server/", Map.of()).status()).isEqualTo(101);
        client.isGreeted();
        return client;
    }

    private void sends(int n, Client to) {
        stage().queues(
                        "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Count\",\"payload\":{\"n\":%d,\"padding\":\"%s\"},\"to\":{\"connection\":\"%s\"}}}"
                                .formatted(n, PADDING, to.id()));
    }
}
