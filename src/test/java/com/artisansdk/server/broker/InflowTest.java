package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.broker.Inflow.Verdict;
import com.artisansdk.server.testing.ManualScheduler;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InflowTest {

    private static final int RATE = 10;
    private static final int BURST = 50;

    private final ManualScheduler time = new ManualScheduler();
    private final Inflow inflow = new Inflow();

    @Test
    void aBurstOfFiveSecondsWorthIsAdmitted() {
        assertThat(say(BURST)).isEqualTo(BURST);
        assertThat(sayOne()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void afterABurstTheRateHolds() {
        say(BURST);
        time.advance(Duration.ofSeconds(1));

        assertThat(say(100)).isEqualTo(RATE);
    }

    @Test
    void whoeverKeepsToTheRateIsNeverRefused() {
        for (int i = 0; i < 10_000; i++) {
            time.advance(Duration.ofMillis(100));
            assertThat(sayOne()).isEqualTo(Verdict.ADMITTED);
        }
    }

    @Test
    void silenceEarnsABurstAndNoMore() {
        say(BURST);
        time.advance(Duration.ofHours(1));

        assertThat(say(100)).isEqualTo(BURST);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1_000_000})
    void howeverLongTheSilenceWhoSpeaksIsAdmitted(int rate) {
        for (int hours = 1; hours < 50_000; hours++) {
            Inflow fresh = new Inflow();
            fresh.admit(rate, 0);

            assertThat(fresh.admit(rate, Duration.ofHours(hours).toNanos())).isEqualTo(Verdict.ADMITTED);
        }
    }

    @Test
    void aRateOfZeroIsNoLimit() {
        long admitted = IntStream.range(0, 100_000)
                .filter(i -> {
                    Verdict verdict = inflow.admit(0, 0);
                    inflow.done();
                    return verdict == Verdict.ADMITTED;
                })
                .count();

        assertThat(admitted).isEqualTo(100_000);
    }

    @Test
    void soManyMayWaitForTheLoopAndNoMore() {
        IntStream.range(0, Inflow.MAX_UNDONE)
                .forEach(i -> assertThat(inflow.admit(0, 0)).isEqualTo(Verdict.ADMITTED));

        assertThat(inflow.admit(0, 0)).isEqualTo(Verdict.REFUSED);
        inflow.done();
        assertThat(inflow.admit(0, 0)).isEqualTo(Verdict.ADMITTED);
        assertThat(inflow.admit(0, 0)).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void afterSoManyRefusalsItIsAFlood() {
        say(BURST);
        IntStream.range(0, Inflow.MAX_REFUSALS)
                .forEach(i -> assertThat(sayOne()).isEqualTo(Verdict.REFUSED));

        assertThat(sayOne()).isEqualTo(Verdict.FLOODING);
        assertThat(sayOne()).isEqualTo(Verdict.FLOODING);
    }

    @Test
    void whoIsSilentForLongEnoughIsForgiven() {
        say(BURST);
        IntStream.range(0, Inflow.MAX_REFUSALS).forEach(i -> sayOne());
        time.advance(Duration.ofSeconds(5));

        assertThat(say(BURST)).isEqualTo(BURST);
        assertThat(sayOne()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void whoIsSilentForAMomentIsNot() {
        say(BURST);
        IntStream.range(0, Inflow.MAX_REFUSALS).forEach(i -> sayOne());
        time.advance(Duration.ofSeconds(1));
        say(RATE);

        assertThat(sayOne()).isEqualTo(Verdict.FLOODING);
    }

    @Test
    void aChangedRateCountsAtOnce() {
        assertThat(inflow.admit(0, 0)).isEqualTo(Verdict.ADMITTED);
        inflow.done();
        for (int i = 0; i < 5; i++) {
            assertThat(inflow.admit(1, 0)).isEqualTo(Verdict.ADMITTED);
            inflow.done();
        }

        assertThat(inflow.admit(1, 0)).isEqualTo(Verdict.REFUSED);
    }

    /** Says so many frames at once, each handled at once. How many were admitted. */
    private int say(int frames) {
        return (int) IntStream.range(0, frames)
                .filter(i -> sayOne() == Verdict.ADMITTED)
                .count();
    }

    private Verdict sayOne() {
        Verdict verdict = inflow.admit(RATE, time.nanos());
        if (verdict == Verdict.ADMITTED) {
            inflow.done();
        }
        return verdict;
    }
}
