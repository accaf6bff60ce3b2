package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.artisansdk.server.kernel.Timer.State;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimerTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SmallServer server = SmallServer.started();

    /** When it ticked, in milliseconds. */
    private final List<Long> ticks = new ArrayList<>();

    private Consumer<Manager> alsoDoes = manager -> {};

    private final Timer timer = timer(SECOND);

    private Timer timer(Duration interval) {
        return new Timer(interval, manager -> {
            ticks.add(Duration.between(ManualScheduler.START, manager.now()).toMillis());
            alsoDoes.accept(manager);
        });
    }

    @Test
    void ticksEachTimeItsIntervalHasPassed() {
        add(timer);
        pass(999);
        assertThat(ticks).isEmpty();

        pass(2_001);
        assertThat(ticks).containsExactly(1_000L, 2_000L, 3_000L);
        assertThat(timer.counter()).isEqualTo(3);
        assertThat(timer.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void severalTimersKeepTheirOwnTime() {
        add(timer(Duration.ofMillis(700)));
        add(timer(Duration.ofMillis(500)));
        pass(1_500);

        assertThat(ticks).containsExactly(500L, 700L, 1_000L, 1_400L, 1_500L);
    }

    @Test
    void aCommandCanBeRunEverySoOften() {
        Timer every = server.ask(() -> server.manager().every(SECOND, manager -> ticks.add(0L)));
        pass(2_000);

        assertThat(ticks).hasSize(2);
        assertThat(every.counter()).isEqualTo(2);
    }

    @Test
    void onceIsExactlyOnce() {
        add(timer.once());
        pass(10_000);

        assertThat(ticks).containsExactly(1_000L);
        assertThat(timer.state()).isEqualTo(State.CANCELLED);
        assertThat(all()).isEmpty();
    }

    @Test
    void onceIsExactlyOnceEvenIfItsCommandPausesAndResumesIt() {
        alsoDoes = manager -> timer.pause();
        add(timer.once());
        pass(1_000);
        server.onLoop(timer::resume);
        pass(10_000);

        assertThat(ticks).containsExactly(1_000L);
        assertThat(all()).isEmpty();
    }

    @Test
    void onceIsExactlyOnceEvenIfItFails() {
        alsoDoes = manager -> {
            throw new IllegalStateException("no");
        };
        try (LogLines log = LogLines.of(Timer.class)) {
            add(timer.once());
            pass(10_000);
            assertThat(log.lines()).hasSize(1);
        }

        assertThat(ticks).hasSize(1);
    }

    @Test
    void pausedItKeepsWhatWasLeftOfItsInterval() {
        add(timer);
        pass(1_300);
        server.onLoop(timer::pause);
        assertThat(timer.state()).isEqualTo(State.PAUSED);
        pass(60_000);
        assertThat(ticks).containsExactly(1_000L);

        server.onLoop(timer::resume);
        pass(699);
        assertThat(ticks).hasSize(1);
        pass(1);
        assertThat(ticks).hasSize(2);
        pass(1_000);
        assertThat(ticks).containsExactly(1_000L, 62_000L, 63_000L);
    }

    @Test
    void pausingAndResumingTwiceChangesNothing() {
        add(timer);
        server.onLoop(() -> {
            timer.resume();
            timer.pause();
            timer.pause();
            timer.resume();
            timer.resume();
        });
        pass(1_000);

        assertThat(ticks).containsExactly(1_000L);
    }

    @Test
    void aTickThatIsDueWhenItIsPausedComesWhenItGoesOn() {
        add(timer);
        server.onLoop(() -> {
            server.time().advance(SECOND);
            timer.pause();
        });
        assertThat(ticks).isEmpty();
        pass(5_000);
        server.onLoop(timer::resume);
        pass(1);

        assertThat(ticks).hasSize(1);
    }

    @Test
    void pausedByItsOwnCommandItHasAWholeIntervalLeft() {
        alsoDoes = manager -> timer.pause();
        add(timer);
        pass(1_500);
        server.onLoop(timer::resume);
        pass(999);
        assertThat(ticks).containsExactly(1_000L);
        pass(1);

        assertThat(ticks).containsExactly(1_000L, 2_500L);
    }

    @Test
    void pausedAndResumedByItsOwnCommandItKeepsItsPace() {
        alsoDoes = manager -> {
            timer.pause();
            timer.resume();
        };
        add(timer);
        pass(3_000);

        assertThat(ticks).containsExactly(1_000L, 2_000L, 3_000L);
    }

    @Test
    void cancelledItTicksNoMoreEvenIfItIsDue() {
        add(timer);
        server.onLoop(() -> {
            server.time().advance(SECOND);
            timer.cancel();
        });
        pass(10_000);

        assertThat(ticks).isEmpty();
        assertThat(timer.state()).isEqualTo(State.CANCELLED);
        assertThat(all()).isEmpty();
    }

    @Test
    void cancelledByItsOwnCommandItTicksNoMore() {
        alsoDoes = manager -> timer.cancel();
        add(timer);
        pass(10_000);

        assertThat(ticks).containsExactly(1_000L);
    }

    @Test
    void cancelledWhilePausedItCannotGoOn() {
        add(timer);
        server.onLoop(() -> {
            timer.pause();
            timer.cancel();
            timer.resume();
            timer.start();
        });
        pass(10_000);

        assertThat(ticks).isEmpty();
    }

    @Test
    void aCancelledTimerLeavesNothingBehind() {
        int before = server.time().waiting();
        add(timer.timeout(SECOND.multipliedBy(9)));
        assertThat(server.time().waiting()).isEqualTo(before + 2);
        server.onLoop(timer::cancel);

        assertThat(server.time().waiting()).isEqualTo(before);
    }

    @Test
    void itsTimeoutEndsIt() {
        add(timer.timeout(Duration.ofMillis(2_500)));
        pass(10_000);

        assertThat(ticks).containsExactly(1_000L, 2_000L);
        assertThat(timer.state()).isEqualTo(State.CANCELLED);
        assertThat(all()).isEmpty();
    }

    @Test
    void aTickDueAtItsTimeoutDoesNotCome() {
        add(timer.timeout(SECOND.multipliedBy(2)));
        pass(10_000);

        assertThat(ticks).containsExactly(1_000L);
    }

    @Test
    void itsTimeoutGoesOnWhileItIsPaused() {
        add(timer.timeout(SECOND.multipliedBy(3)));
        server.onLoop(timer::pause);
        pass(3_000);

        assertThat(timer.state()).isEqualTo(State.CANCELLED);
    }

    @Test
    void aManualTimerStartsWhenItIsTold() {
        add(timer.manual().timeout(SECOND.multipliedBy(3)));
        pass(5_000);
        assertThat(ticks).isEmpty();
        assertThat(timer.state()).isEqualTo(State.NEW);
        assertThat(all()).containsExactly(timer);

        server.onLoop(timer::start);
        pass(10_000);
        assertThat(ticks).containsExactly(6_000L, 7_000L);
    }

    @Test
    void startingTwiceChangesNothing() {
        add(timer);
        pass(500);
        server.onLoop(timer::start);
        pass(2_500);

        assertThat(ticks).containsExactly(1_000L, 2_000L, 3_000L);
    }

    @Test
    void ticksDoNotPileUpWhenTheLoopIsLate() {
        add(timer);
        server.time().advance(Duration.ofMillis(5_500));
        server.settle();
        assertThat(ticks).containsExactly(5_500L);

        pass(1_500);
        assertThat(ticks).as("and the old pace is kept").containsExactly(5_500L, 6_000L, 7_000L);
        assertThat(timer.counter()).isEqualTo(3);
    }

    @Test
    void ticksDoNotPileUpWhenACommandTakesLongerThanTheInterval() {
        alsoDoes = manager -> server.time().advance(Duration.ofMillis(2_500));
        add(timer);
        pass(8_000);

        assertThat(ticks).containsExactly(1_000L, 4_000L, 7_000L);
    }

    @Test
    void aCommandThatThrowsIsReportedAndTheTimerGoesOn() {
        alsoDoes = manager -> {
            throw new IllegalStateException("no");
        };
        try (LogLines log = LogLines.of(Timer.class)) {
            add(timer);
            pass(2_000);
            assertThat(log.lines())
                    .hasSize(2)
                    .allSatisfy(line -> assertThat(line)
                            .startsWith("ERROR Timer " + Timer.class.getName() + " of " + TimerTest.class.getName())
                            .contains(" failed at tick "));
        }

        assertThat(ticks).hasSize(2);
    }

    @Test
    void evenAnErrorDoesNotStopIt() {
        alsoDoes = manager -> {
            throw new NoClassDefFoundError("Missing");
        };
        try (LogLines log = LogLines.of(Loop.class)) {
            add(timer);
            pass(2_000);
            assertThat(log.lines()).hasSize(2);
        }

        assertThat(ticks).hasSize(2);
    }

    @Test
    void aRestartCancelsAllTimers() {
        Timer manual = timer(SECOND).manual();
        add(timer);
        add(manual);
        server.onLoop(() -> server.manager().restart());
        pass(10_000);

        assertThat(ticks).isEmpty();
        assertThat(timer.state()).isEqualTo(State.CANCELLED);
        assertThat(manual.state()).isEqualTo(State.CANCELLED);
        assertThat(all()).isEmpty();
    }

    @Test
    void aTimerMayRestartTheServer() {
        alsoDoes = Manager::restart;
        add(timer);
        pass(10_000);

        assertThat(ticks).containsExactly(1_000L);
    }

    @Test
    void oneTimerMayCancelAnotherThatIsDueAtTheSameMoment() {
        Timer second = timer(SECOND);
        add(new Timer(SECOND, manager -> second.cancel()));
        add(second);
        pass(5_000);

        assertThat(ticks).isEmpty();
    }

    @Test
    void aTimerIsAddedOnce() {
        add(timer);
        assertThatIllegalStateException().isThrownBy(() -> add(timer)).withMessageContaining("make another");
        server.onLoop(timer::cancel);
        assertThatIllegalStateException().isThrownBy(() -> add(timer));

        assertThat(all()).isEmpty();
    }

    @Test
    void aTimerThatWasCancelledBeforeIsNotAdded() {
        timer.cancel();
        assertThatIllegalStateException().isThrownBy(() -> add(timer)).withMessageContaining("make another");

        assertThat(all()).isEmpty();
    }

    @Test
    void itIsSetUpBeforeItIsAdded() {
        add(timer);
        assertThatIllegalStateException().isThrownBy(timer::once).withMessageContaining("before it is added");
        assertThatIllegalStateException().isThrownBy(timer::manual);
        assertThatIllegalStateException().isThrownBy(() -> timer.timeout(SECOND));
    }

    @Test
    void itIsAddedBeforeItIsStarted() {
        assertThatIllegalStateException().isThrownBy(timer::start).withMessageContaining("manager.timer(...)");
    }

    @Test
    void offTheLoopItCannotBeChanged() {
        add(timer);
        assertThatIllegalStateException().isThrownBy(timer::start);
        assertThatIllegalStateException().isThrownBy(timer::pause);
        assertThatIllegalStateException().isThrownBy(timer::resume);
        assertThatIllegalStateException().isThrownBy(timer::cancel);

        assertThat(timer.state()).isEqualTo(State.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void itsIntervalIsMoreThanNothing(Duration interval) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timer(interval, Command.NOTHING))
                .withMessage("a timer's interval must be more than zero, was " + interval);
    }

    private void add(Timer added) {
        server.onLoop(() -> server.manager().timer(added));
    }

    private void pass(long millis) {
        server.pass(Duration.ofMillis(millis));
    }

    private List<Timer> all() {
        return server.ask(() -> server.manager().timers().all());
    }
}
