package com.artisansdk.server.timer;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Timer;
import com.artisansdk.server.message.server.CurrentUptime;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInTimersTest {

    private static final long START = ManualScheduler.START.getEpochSecond();

    @Test
    void noneRunsUnlessItIsAdded() {
        SmallServer server = SmallServer.started();
        Client alice = server.open();
        alice.forget();
        server.pass(Duration.ofSeconds(3));

        assertThat(alice.heard()).isEmpty();
        assertThat(server.ask(() -> server.manager().timers().all())).isEmpty();
    }

    @Test
    void theUptimeIsToldToEverybodyEachSecond() {
        SmallServer server = SmallServer.started();
        server.onLoop(() -> server.manager().timer(new com.artisansdk.server.timer.CurrentUptime()));
        Client alice = server.open();
        Client bob = server.open();
        server.pass(Duration.ofSeconds(3));

        assertThat(alice.heard(CurrentUptime.class))
                .containsExactly(
                        new CurrentUptime(1, START, START + 1),
                        new CurrentUptime(2, START, START + 2),
                        new CurrentUptime(3, START, START + 3));
        assertThat(bob.heard(CurrentUptime.class)).hasSize(3);
    }

    @Test
    void theServerRestartsItselfAgainAndAgain() {
        List<Timer> timers = new ArrayList<>();
        SmallServer server = new SmallServer(new Manager() {
            @Override
            protected void boot() {
                super.boot();
                timers.add(timer(new AutoRestartServer(Duration.ofMinutes(10))));
            }
        });
        server.start();
        server.pass(Duration.ofMinutes(10).minusMillis(1));
        Client alice = server.open();
        assertThat(alice.closes()).isEmpty();

        server.pass(Duration.ofMillis(1));
        assertThat(alice.closes()).containsExactly(Disconnect.RESTART);
        assertThat(server.manager().isRunning()).isTrue();

        server.pass(Duration.ofMinutes(20));
        assertThat(timers).hasSize(4).extracting(Timer::counter).containsExactly(1L, 1L, 1L, 0L);
        assertThat(server.ask(() -> server.manager().timers().all())).containsExactly(timers.get(3));
    }
}
