package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.listener.ServerListener;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.client.DrainServer;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A server that drains lets nobody in, and lets those who are in go, one after the other. */
class DrainTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration TEN = Duration.ofSeconds(10);

    private final SmallServer server = SmallServer.started().with(policy(TEN, Optional.empty()));
    private final Manager manager = server.manager();

    private static Policy policy(Duration drain, Optional<Instant> at) {
        return new Policy(0, false, Duration.ofDays(1), 0, 1_000_000, true, drain, at);
    }

    private List<Client> open(int clients) {
        return IntStream.range(0, clients).mapToObj(client -> server.open()).toList();
    }

    private static long closed(List<Client> clients) {
        return clients.stream().filter(client -> !client.closes().isEmpty()).count();
    }

    @Test
    void clientsAreClosedOneAfterTheOtherOverTheTimeThatIsSet() {
        List<Client> clients = open(100);
        server.onLoop(manager::drain);
        assertThat(closed(clients)).isZero();

        for (int second = 1; second <= 9; second++) {
            server.pass(SECOND);
            assertThat(closed(clients)).as("after %d s", second).isBetween(10L * second - 1, 10L * second);
            assertThat(manager.phase()).isEqualTo(Phase.DRAINING);
        }
        server.pass(SECOND);

        assertThat(clients).allSatisfy(client -> assertThat(client.closes()).containsExactly(Disconnect.RESTART));
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void aFewClientsAreSpreadOverTheWholeTimeToo() {
        List<Client> clients = open(2);
        server.onLoop(manager::drain);

        server.pass(Duration.ofMillis(5_200));
        assertThat(closed(clients)).isEqualTo(1);
        server.pass(Duration.ofMillis(4_700));
        assertThat(closed(clients)).isEqualTo(1);
        server.pass(Duration.ofMillis(200));
        assertThat(closed(clients)).isEqualTo(2);
    }

    @Test
    void whoLeavesMeanwhileIsOneLessToBeClosed() {
        List<Client> clients = open(10);
        server.onLoop(manager::drain);
        clients.subList(5, 10).forEach(server::close);

        server.pass(Duration.ofSeconds(5));
        assertThat(closed(clients.subList(0, 5))).isZero();
        server.pass(Duration.ofSeconds(5));
        assertThat(closed(clients.subList(0, 5))).isEqualTo(5);
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void withoutATimeAllAreClosedAtOnce() {
        server.with(policy(Duration.ZERO, Optional.empty()));
        List<Client> clients = open(10);
        server.onLoop(manager::drain);

        assertThat(closed(clients)).isEqualTo(10);
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void aServerWithoutClientsHasDrainedAtOnce() {
        try (LogLines log = LogLines.of(Manager.class)) {
            server.onLoop(manager::drain);
            assertThat(log.lines())
                    .satisfiesExactly(
                            begun -> assertThat(begun).contains("drains", "0 clients", "10 s"),
                            ended -> assertThat(ended).contains("has drained"));
        }
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void whatWaitsForAClientIsWrittenBeforeItIsClosed() {
        server.with(policy(Duration.ZERO, Optional.empty()));
        Client slow = server.open();
        slow.forget();
        slow.wire().hold();
        server.onLoop(() -> {
            for (int i = 0; i < 3; i++) {
                manager.broadcast(new NamedMessage("Tick", Map.of("n", i)));
            }
            manager.drain();
        });
        server.pass(SECOND);
        assertThat(slow.closes()).isEmpty();
        assertThat(manager.phase()).as("until the last has taken all").isEqualTo(Phase.DRAINING);

        slow.wire().release();
        assertThat(slow.heardNames()).containsExactly("Tick", "Tick", "Tick");
        assertThat(slow.closes()).containsExactly(Disconnect.RESTART);
        server.pass(SECOND);
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void aClientThatTakesNothingDoesNotHoldItUpForEver() {
        server.with(policy(Duration.ZERO, Optional.empty()));
        Client stuck = server.open();
        stuck.wire().hold();
        server.onLoop(() -> {
            manager.broadcast(new NamedMessage("Tick", Map.of()));
            manager.drain();
        });

        server.pass(Sweeper.STALLED_AFTER.plus(Sweeper.EVERY).plus(SECOND));
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void itTakesNobodyIn() {
        server.onLoop(manager::drain);
        assertThat(manager.isRunning()).isFalse();
        Client late = server.connect();
        server.intake((from, envelope) -> {}).opened(late.connection());
        server.settle();

        assertThat(late.heard()).isEmpty();
        assertThat(late.closes()).containsExactly(Disconnect.RESTART);
        assertThat(server.ask(() -> manager.connections().size())).isZero();
    }

    @Test
    void whoIsStillHereIsServed() {
        Client alice = server.open();
        server.onLoop(manager::drain);
        alice.forget();
        server.onLoop(() -> manager.broadcast(new NamedMessage("Tick", Map.of())));

        assertThat(alice.heardNames()).containsExactly("Tick");
        server.close(alice);
        server.pass(SECOND);
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void aClientThatHangsUpMeanwhileIsCountedOut() {
        Client alice = server.open();
        server.onLoop(manager::drain);
        server.intake((from, envelope) -> {}).closed(alice.connection());
        server.settle();

        assertThat(server.ask(() -> manager.connections().size())).isZero();
    }

    @Test
    void askedTwiceItDrainsOnce() {
        List<Client> clients = open(10);
        server.onLoop(manager::drain);
        server.pass(Duration.ofSeconds(5));
        server.onLoop(manager::drain);
        server.pass(Duration.ofSeconds(5));

        assertThat(closed(clients)).isEqualTo(10);
        assertThat(server.events()).filteredOn(ServerDraining.class::isInstance).hasSize(1);
        server.onLoop(manager::drain);
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void aRestartTakesItBackToWork() {
        Client alice = server.open();
        server.onLoop(manager::drain);
        server.onLoop(manager::restart);

        assertThat(alice.closes()).containsExactly(Disconnect.RESTART);
        assertThat(manager.phase()).isEqualTo(Phase.RUNNING);
        Client bob = server.open();
        server.pass(Duration.ofSeconds(30));
        assertThat(bob.closes()).as("by the drain of the boot before").isEmpty();
    }

    @Test
    void aStopEndsIt() {
        server.open();
        server.onLoop(manager::drain);
        server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));

        assertThat(manager.phase()).isEqualTo(Phase.STOPPED);
        assertThat(server.time().waiting()).isZero();
        assertThatIllegalStateException().isThrownBy(() -> server.onLoop(manager::drain));
    }

    @Test
    void aHookThatFailsForOneClientKeepsNobodyElse() {
        List<UUID> stubborn = new ArrayList<>();
        SmallServer other = new SmallServer(new Manager() {
                    @Override
                    public void end(Connection connection, Disconnect reason) {
                        if (!stubborn.contains(connection.id())) {
                            stubborn.add(connection.id());
                            throw new IllegalStateException("not yet");
                        }
                        super.end(connection, reason);
                    }
                })
                .with(policy(SECOND, Optional.empty()));
        other.start();
        List<Client> clients = List.of(other.open(), other.open());
        try (LogLines log = LogLines.of(Loop.class)) {
            other.onLoop(other.manager()::drain);
            other.pass(Duration.ofSeconds(2));
            assertThat(log.lines()).isNotEmpty();
        }
        assertThat(closed(clients)).isEqualTo(2);
        assertThat(other.manager().phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void anAdminMayAskForIt() {
        SmallServer other = new SmallServer().with(new ServerListener());
        other.start();
        Client admin = other.open();
        Envelope<DrainServer> asked = Envelope.of(new DrainServer(), ManualScheduler.START);
        other.onLoop(() -> other.manager().receive(admin.connection(), asked));

        assertThat(other.manager().phase()).isEqualTo(Phase.DRAINING);
        other.pass(TEN.plus(SECOND));
        assertThat(admin.closes()).containsExactly(Disconnect.RESTART);
    }

    @Test
    void itBeginsAtTheTimeThatIsSet() {
        server.with(policy(TEN, Optional.of(ManualScheduler.START.plusSeconds(60))));
        server.pass(Duration.ofSeconds(59));
        assertThat(manager.phase()).isEqualTo(Phase.RUNNING);

        server.pass(Duration.ofSeconds(2));
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void aTimeThatIsOverWhenItIsSetCountsAtOnce() {
        server.pass(Duration.ofSeconds(60));
        server.with(policy(TEN, Optional.of(ManualScheduler.START.plusSeconds(30))));
        server.pass(SECOND);

        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }

    @Test
    void aTimeBeforeTheServerBootedWasMeantForTheBootBefore() {
        server.with(policy(TEN, Optional.of(ManualScheduler.START.plusSeconds(5))));
        server.pass(TEN);
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);

        server.onLoop(manager::restart);
        server.pass(TEN);
        assertThat(manager.phase()).isEqualTo(Phase.RUNNING);

        server.with(policy(TEN, Optional.of(ManualScheduler.START.plusSeconds(25))));
        server.pass(TEN);
        assertThat(manager.phase()).isEqualTo(Phase.DRAINED);
    }
}
