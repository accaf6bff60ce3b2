package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.LookUpEncoder.Said;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManagerTest {

    private static final NamedMessage TICK = new NamedMessage("Tick", Map.of());

    private final SmallServer server = SmallServer.started();
    private final Manager manager = server.manager();

    @Test
    void codeThatOnlyWatchesIsToldWhatHappens() {
        Client alice = server.open();
        server.close(alice);
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));

        assertThat(server.events())
                .containsExactly(
                        new ServerStarted(ManualScheduler.START),
                        new ConnectionOpened(alice.id()),
                        new ConnectionClosed(alice.id()),
                        new ServerStopping());
    }

    @Test
    void stoppingClosesEverybodyAndCountsThemOut() {
        Client alice = server.open();
        Client bob = server.open();
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));

        assertThat(alice.closes()).containsExactly(Disconnect.GOING_AWAY);
        assertThat(bob.closes()).containsExactly(Disconnect.GOING_AWAY);
        assertThat(alice.connection().isOpen()).isFalse();
        assertThat(manager.isRunning()).isFalse();
    }

    @Test
    void stoppingTwiceStopsOnce() {
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));

        assertThat(server.events()).filteredOn(ServerStopping.class::isInstance).hasSize(1);
    }

    @Test
    void aRestartForgetsEverythingAndBootsAfresh() {
        List<String> boots = new ArrayList<>();
        SmallServer other = new SmallServer(new Manager() {
            @Override
            protected void boot() {
                super.boot();
                boots.add("boot");
            }
        });
        other.start();
        other.open();
        other.pass(Duration.ofSeconds(1));
        other.onLoop(() -> other.manager().restart());

        assertThat(boots).hasSize(2);
        assertThat(other.ask(() -> other.manager().connections().size())).isZero();
        assertThat(other.ask(() -> other.manager().started())).isEqualTo(ManualScheduler.START.plusSeconds(1));
    }

    @Test
    void aRestartLeavesItStoppedIfTheSettingSaysSo() {
        server.with(new Policy(100, false, Duration.ZERO, 100, 1_000_000, false, Duration.ZERO, Optional.empty()));
        try (LogLines log = LogLines.of(Manager.class)) {
            server.onLoop(manager::restart);

            assertThat(manager.isRunning()).isFalse();
            assertThat(log.lines()).singleElement().asString().contains("server.restart is false");
        }
    }

    @Test
    void everybodyWhoHearsABroadcastHearsTheSameIdAndTimestamp() {
        Client alice = server.open();
        Client bob = server.open();
        server.run(it -> it.broadcast(TICK));
        Said toAlice = alice.heard().get(alice.heard().size() - 1);
        Said toBob = bob.heard().get(bob.heard().size() - 1);

        assertThat(toAlice).isEqualTo(toBob);
        assertThat(toAlice.message()).isEqualTo(TICK);
    }

    @Test
    void aBroadcastIsEncodedOnce() {
        Stream.generate(server::open).limit(50).forEach(client -> {});
        int before = server.encoder().encoded();
        server.run(it -> it.broadcast(TICK));

        assertThat(server.encoder().encoded() - before).isEqualTo(1);
    }

    @Test
    void endingAConnectionTwiceEndsItOnce() {
        Client alice = server.open();
        server.onLoop(() -> manager.end(alice.connection(), Disconnect.KICKED));
        server.onLoop(() -> manager.end(alice.connection(), Disconnect.FLOODING));

        assertThat(alice.closes()).containsExactly(Disconnect.KICKED);
        assertThat(server.events())
                .filteredOn(ConnectionClosed.class::isInstance)
                .hasSize(1);
    }

    @Test
    void countersOutliveARestart() {
        manager.counters().count("x");
        server.onLoop(manager::restart);

        assertThat(manager.counters().all()).containsEntry("x", 1L);
    }

    static Stream<Consumer<Manager>> onlyOnTheLoop() {
        return Stream.of(
                Manager::connections,
                Manager::notifications,
                Manager::listeners,
                Manager::roster,
                Manager::started,
                Manager::restart,
                it -> it.stop(Disconnect.GOING_AWAY),
                it -> it.broadcast(TICK),
                it -> it.send(Audience.everyone(), TICK));
    }

    @ParameterizedTest
    @MethodSource("onlyOnTheLoop")
    void codeOffTheLoopIsToldSoAtOnce(Consumer<Manager> use) {
        assertThatIllegalStateException()
                .isThrownBy(() -> use.accept(manager))
                .withMessageStartingWith("only on the loop");
        assertThat(manager.isRunning()).isTrue();
    }

    @Test
    void commandsRunOnTheLoopAlone() {
        assertThatIllegalStateException().isThrownBy(() -> manager.run(Command.NOTHING));
    }

    @Test
    void nothingWorksBeforeTheServerHasStarted() {
        ThrowingCallable early = () -> new Manager().broadcast(TICK);

        assertThatIllegalStateException().isThrownBy(early).withMessage("the server has not started yet");
    }

    @Test
    void nothingWorksAfterTheServerHasStopped() {
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));

        assertThatIllegalStateException()
                .isThrownBy(() -> server.run(it -> it.broadcast(TICK)))
                .withMessage("the server has stopped");
    }
}
