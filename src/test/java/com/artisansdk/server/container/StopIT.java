package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of {@code bin/run}, in a container of its own: {@code bin/stop} lets its clients go first. */
class StopIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    private OwnServer server = new OwnServer(Path.of(""), Map.of());

    @BeforeEach
    void isToDrainSoon() {
        server = new OwnServer(temporary, Map.of("SERVER_DRAIN", "2"));
    }

    @AfterEach
    void nothingIsLeftRunning() {
        server.close();
    }

    @Test
    void theServerOfBinRunIsDrainedBeforeItStops() throws Exception {
        OwnServer.Command run = server.starts();
        try (Clients clients = new Clients()) {
            OwnServer.Command stop = server.runs("bin/stop", Container.name());

            assertThat(stop.ends()).as(stop.says()).isZero();
            assertThat(stop.says()).contains("The server has drained.", "The server has stopped.");
            assertThat(run.ends()).as(run.says()).isZero();
            clients.wereLetGo();
        }
        OwnServer.Command again = server.runs("bin/stop", Container.name());
        assertThat(again.ends()).isEqualTo(1);
        assertThat(again.says()).contains("no server of bin/run runs");

        OwnServer.Command drained = server.runs("server-config/drain");
        assertThat(drained.ends()).isZero();
        assertThat(drained.says()).contains("nothing to drain");
    }

    /** A few who are connected. */
    private final class Clients implements AutoCloseable {
        private final List<ReturningClient> all = Stream.generate(() -> new ReturningClient(HTTP, server.sockets()))
                .limit(3)
                .toList();

        Clients() {
            await().atMost(PATIENCE).until(() -> all.stream().allMatch(ReturningClient::isOpen));
        }

        void wereLetGo() {
            assertThat(all).allSatisfy(client -> assertThat(client.closes()).containsExactly(1012));
        }

        @Override
        public void close() {
            all.forEach(ReturningClient::close);
        }
    }
}
