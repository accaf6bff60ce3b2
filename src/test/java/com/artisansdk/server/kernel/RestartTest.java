package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.listener.ServerListener;
import com.artisansdk.server.message.client.StopServer;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import com.artisansdk.server.testing.SteppedExecutor;
import com.artisansdk.server.topic.Topic;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that stops and boots afresh begins where the first boot began, however often. */
@Timeout(60)
class RestartTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int RESTARTS = 10;

    private final SteppedExecutor elsewhere = new SteppedExecutor();
    private final List<ChildProcess> children = new ArrayList<>();
    private final AtomicInteger ticks = new AtomicInteger();

    /** An application that has one of everything. */
    private final class Busy extends Manager {
        private final List<WeakReference<Object>> parts = new ArrayList<>();

        @Override
        protected void boot() {
            super.boot();
            ServerListener.all().forEach(this::listener);
            topics().register("news");
            topics().open(name -> true, TopicRule.slow(request -> Admission.granted()));
            every(SECOND, manager -> ticks.incrementAndGet());
            timer(new Timer(SECOND, Command.NOTHING).manual());
            next(Command.NOTHING);
            delay(Duration.ofDays(1), manager -> ticks.addAndGet(1_000));
            promise(() -> "never asked").within(Duration.ofDays(1)).whenDone(value -> ticks.addAndGet(1_000));
            ChildProcess child = process(List.of("sleep", "1000")).restart(RestartPolicy.ALWAYS);
            children.add(child);
            try {
                child.start();
            } catch (IOException missing) {
                throw new IllegalStateException(missing);
            }
            for (Object part : List.of(connections(), topics(), timers(), listeners(), roster(), notifications())) {
                parts.add(new WeakReference<>(part));
            }
        }
    }

    private final Busy manager = new Busy();
    private final SmallServer server = new SmallServer(manager).with(elsewhere);

    /** What there is at a moment when nobody is connected. */
    private record Load(int scheduled, int connections, int topics, int timers, int listeners) {}

    private Load load() {
        return server.ask(() -> new Load(
                server.time().waiting(),
                manager.connections().size(),
                manager.topics().all().size(),
                manager.timers().all().size(),
                manager.listeners().listeningTo(StopServer.class).size()));
    }

    private void live() {
        List<Client> clients = List.of(server.open(), server.open(), server.open());
        server.onLoop(() -> {
            Topic news = manager.topics().find("news").orElseThrow();
            for (Client client : clients) {
                manager.subscribe(news, client.connection());
                manager.promise(() -> "late").unlessClosed(client.connection()).within(Duration.ofDays(1));
            }
        });
        server.pass(SECOND);
    }

    @AfterEach
    void allChildrenEnd() {
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));
        untilRunning(0);
    }

    private void untilRunning(int programs) {
        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            server.settle();
            return children.stream().filter(ChildProcess::isRunning).count() == programs;
        });
    }

    @Test
    void tenTimesInARowNothingIsLeftBehind() {
        server.start();
        Load first = load();
        for (int restart = 1; restart <= RESTARTS; restart++) {
            live();
            server.onLoop(manager::restart);

            assertThat(load()).as("after restart %d", restart).isEqualTo(first);
        }

        assertThat(ticks).as("each boot ticked for its second").hasValue(RESTARTS);
        assertThat(children).hasSize(RESTARTS + 1);
        untilRunning(1);
        elsewhere.runAll();
        server.settle();
        assertThat(ticks).as("of all promises only the last boot's is kept").hasValue(RESTARTS + 1_000);
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));
        assertThat(server.time().waiting()).isZero();
    }

    @Test
    void whatAnOldBootHadIsGarbage() {
        server.start();
        for (int restart = 1; restart <= 3; restart++) {
            live();
            server.onLoop(manager::restart);
        }
        int perBoot = manager.parts.size() / 4;
        elsewhere.runAll();
        untilRunning(1);

        await().pollInSameThread().atMost(Duration.ofSeconds(20)).until(() -> {
            server.settle();
            System.gc();
            return manager.parts.subList(0, 3 * perBoot).stream().allMatch(part -> part.refersTo(null));
        });
        assertThat(manager.parts.subList(3 * perBoot, 4 * perBoot)).noneMatch(part -> part.refersTo(null));
    }

    @Test
    void everyClientIsClosedWithARestartAndItsBootIsAnnounced() {
        SmallServer small = SmallServer.started();
        Client alice = small.open();
        small.onLoop(() -> small.manager().restart());

        assertThat(alice.closes()).containsExactly(Disconnect.RESTART);
        assertThat(small.events())
                .extracting(event -> event.getClass().getSimpleName())
                .containsExactly(
                        "ServerStarted", "ConnectionOpened", "ServerStopping", "ConnectionClosed", "ServerStarted");
    }

    @Test
    void aBootThatFailsLeavesAServerThatHasStopped() {
        AtomicInteger boots = new AtomicInteger();
        SmallServer small = new SmallServer(new Manager() {
            @Override
            protected void boot() {
                super.boot();
                every(SECOND, Command.NOTHING);
                if (boots.incrementAndGet() == 2) {
                    throw new NoClassDefFoundError("Missing");
                }
            }
        });
        small.start();
        try (LogLines log = LogLines.of(Manager.class)) {
            assertThatThrownBy(() -> small.onLoop(() -> small.manager().restart()))
                    .hasCauseInstanceOf(NoClassDefFoundError.class);
            assertThat(log.lines()).isEmpty();
        }

        assertThat(small.manager().isRunning()).isFalse();
        assertThat(small.time().waiting()).isZero();
        assertThatIllegalStateException()
                .isThrownBy(() -> small.ask(() -> small.manager().connections()));
        small.onLoop(() -> small.manager().restart());
        assertThat(small.manager().isRunning()).isTrue();
    }

    @Test
    void aServerThatStaysStoppedHasNothingLeft() {
        SmallServer small = SmallServer.started()
                .with(new Policy(0, false, SECOND, 100, 1_000_000, false, Duration.ZERO, Optional.empty()));
        small.open();
        try (LogLines log = LogLines.of(Manager.class)) {
            small.onLoop(() -> small.manager().restart());
            assertThat(log.lines()).singleElement().asString().contains("server.restart is false");
        }

        assertThat(small.manager().isRunning()).isFalse();
        assertThat(small.time().waiting()).isZero();
    }
}
