package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.example.ledger.EnterCommand;
import org.example.ledger.Entered;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of {@code bin/run}, in a container of its own: {@code bin/stop} lets its clients go first, and the container's own command cuts them off. */
class StopIT {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    /** What a stop takes at most. */
    private static final Duration STOP = Duration.ofMinutes(1);

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

    @Test
    void aContainerThatIsJustStoppedTellsEveryClientAndNoCommandIsLostOrRunsTwice() throws Exception {
        WebArchive war = Archives.server(Map.of()).addClasses(EnterCommand.class, Entered.class);
        OwnServer.Command run = server.starts(war);
        server.deploys(Archives.sender(), "/sender/queue");
        try (Clients clients = new Clients();
                Load load = new Load(temporary.resolve("ledger"), this::queue)) {
            await().atMost(PATIENCE).until(() -> load.entered().size() >= Load.COMMANDS_PER_SECOND);
            long begun = System.nanoTime();
            OwnServer.Command stop = server.stopsBare();
            assertThat(stop.ends()).as(stop.says()).isZero();
            assertThat(run.ends()).as(run.says()).isZero();
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(STOP);
            clients.wereCutOff();
            await().atMost(PATIENCE).until(load::hasBrokenOff);

            run = server.starts(war);
            await().atMost(PATIENCE).until(() -> load.entered().size() >= load.sent());
            await().atMost(PATIENCE).until(() -> server.get("/sender/queue").statusCode() == 204);
            // Nobody was told what became of the last few.
            List<Integer> entered = load.entered();
            assertThat(entered)
                    .hasSizeLessThanOrEqualTo(load.sent() + Load.BATCH)
                    .isEqualTo(IntStream.range(0, entered.size()).boxed().toList());
        }
    }

    /** To another application on the same container. Whoever asks a container that stops knows nothing, and does not ask again. */
    private int queue(String lines) {
        try {
            HttpResponse<String> answer = server.post("/sender/queue?lines", lines);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo(String.valueOf(Load.BATCH));
            return Load.BATCH;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Some who are connected. */
    private final class Clients implements AutoCloseable {
        private final List<ReturningClient> all = Stream.generate(
                        () -> new ReturningClient(Container.HTTP, server.sockets()))
                .limit(20)
                .toList();

        Clients() {
            await().atMost(PATIENCE).until(() -> all.stream().allMatch(ReturningClient::isOpen));
        }

        void wereLetGo() {
            assertThat(all).allSatisfy(client -> assertThat(client.closes()).containsExactly(1012));
        }

        void wereCutOff() {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(all)
                            .allSatisfy(client ->
                                    assertThat(client.closes()).isNotEmpty().containsOnly(1001)));
        }

        @Override
        public void close() {
            all.forEach(ReturningClient::close);
        }
    }
}
