package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SweeperTest {

    private final SmallServer server = SmallServer.started();

    @Test
    void whoSpeaksIsLeftAlone() {
        Client alice = server.open();
        for (int i = 0; i < 20; i++) {
            server.pass(Duration.ofSeconds(10));
            alice.connection().heard(server.time().nanos());
        }

        assertThat(alice.pings()).isZero();
        assertThat(alice.closes()).isEmpty();
    }

    @Test
    void whoIsSilentIsPinged() {
        Client alice = server.open();
        server.pass(Sweeper.PING_AFTER.minusMillis(1));
        assertThat(alice.pings()).isZero();

        server.pass(Duration.ofMillis(1));
        assertThat(alice.pings()).isEqualTo(1);
    }

    @Test
    void whoAnswersPingsStays() {
        Client alice = server.open();
        long answered = 0;
        for (int i = 0; i < 600; i++) {
            server.pass(Duration.ofSeconds(1));
            if (alice.pings() > answered) {
                answered = alice.pings();
                alice.connection().heard(server.time().nanos());
            }
        }

        assertThat(answered).isBetween(20L, 30L);
        assertThat(alice.closes()).isEmpty();
    }

    @Test
    void whoAnswersNoPingIsClosed() {
        Client alice = server.open();
        server.pass(Sweeper.SILENT_AFTER.minusMillis(1));
        assertThat(alice.closes()).isEmpty();

        server.pass(Duration.ofMillis(1));
        assertThat(alice.closes()).containsExactly(Disconnect.SILENT);
    }

    @Test
    void whoTakesTooLongToTakeOneWriteIsClosed() {
        Client alice = stalled();
        for (int i = 0; i < 29; i++) {
            server.pass(Duration.ofSeconds(1));
            alice.connection().heard(server.time().nanos());
        }
        assertThat(alice.closes()).isEmpty();

        server.pass(Duration.ofSeconds(1));
        assertThat(alice.closes()).containsExactly(Disconnect.TOO_SLOW);
    }

    @Test
    void whoIsClosedAndDoesNotTakeWhatItHasYetToBeSentIsClosedAllTheSame() {
        Client alice = stalled();
        server.onLoop(() -> server.manager().end(alice.connection(), Disconnect.KICKED));
        server.pass(Sweeper.STALLED_AFTER.minusMillis(1));
        assertThat(alice.closes()).isEmpty();

        server.pass(Duration.ofMillis(1));
        assertThat(alice.closes()).containsExactly(Disconnect.KICKED);
    }

    @Test
    void whoDoesNotTakeTheLastWordIsClosedAllTheSame() {
        Client alice = stalled();
        Refusal refusal = new Refusal(Fault.MALFORMED_MESSAGE, "Not JSON.", Optional.empty());
        server.onLoop(() -> server.manager().refuse(alice.connection(), refusal));
        server.pass(Sweeper.STALLED_AFTER);

        assertThat(alice.closes()).containsExactly(Disconnect.MALFORMED);
    }

    @Test
    void whoDoesNotTakeWhatARestartLeavesIsClosedAllTheSame() {
        Client alice = stalled();
        server.onLoop(() -> server.manager().restart());
        server.pass(Sweeper.STALLED_AFTER);

        assertThat(alice.closes()).containsExactly(Disconnect.RESTART);
    }

    @Test
    void whoTakesWhatItIsSentIsClosedOnce() {
        Client alice = server.open();
        server.onLoop(() -> server.manager().end(alice.connection(), Disconnect.KICKED));
        server.pass(Sweeper.STALLED_AFTER);

        assertThat(alice.closes()).containsExactly(Disconnect.KICKED);
    }

    @Test
    void aStoppedServerSweepsNoMore() {
        server.onLoop(() -> server.manager().stop(Disconnect.GOING_AWAY));

        assertThat(server.time().waiting()).isZero();
    }

    @Test
    void aServerThatHasRestartedSweepsOnce() {
        server.onLoop(() -> server.manager().restart());
        Client alice = server.open();
        server.pass(Sweeper.PING_AFTER);

        assertThat(alice.pings()).isEqualTo(1);
        assertThat(server.time().waiting())
                .as("the sweeper, and whoever watches for the time to drain")
                .isEqualTo(2);
    }

    /** A client whose write never ends. */
    private Client stalled() {
        Client client = server.open();
        client.wire().hold();
        server.run(manager -> manager.notifications().send(client.connection(), new UUID(9, 9)));
        return client;
    }
}
