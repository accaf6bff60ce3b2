package com.artisansdk.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.testing.ManualScheduler;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoginThrottleTest {

    private final ManualScheduler time = new ManualScheduler();
    private int limit = 3;
    private final LoginThrottle throttle = new LoginThrottle(() -> limit, time::nanos);

    @Test
    void admitsAsManyTriesAMinuteAsTheLimit() {
        assertThat(throttle.admit("alice")).isTrue();
        assertThat(throttle.admit("alice")).isTrue();
        assertThat(throttle.admit("alice")).isTrue();
        assertThat(throttle.admit("alice")).isFalse();
    }

    @Test
    void aMinuteAfterATryThereIsRoomForAnother() {
        exhaust("alice");
        time.advance(Duration.ofSeconds(60).minusNanos(1));
        assertThat(throttle.admit("alice")).isFalse();

        time.advance(Duration.ofNanos(1));
        assertThat(throttle.admit("alice")).isTrue();
    }

    @Test
    void triesExpireOneByOne() {
        throttle.admit("alice");
        time.advance(Duration.ofSeconds(30));
        throttle.admit("alice");
        throttle.admit("alice");
        time.advance(Duration.ofSeconds(30));

        assertThat(throttle.admit("alice")).isTrue();
        assertThat(throttle.admit("alice")).isFalse();
    }

    @Test
    void aTryThatIsNotAdmittedDoesNotMakeItWorse() {
        exhaust("alice");
        IntStream.range(0, 60).forEach(second -> {
            time.advance(Duration.ofSeconds(1));
            throttle.admit("alice");
        });

        assertThat(throttle.admit("alice")).isTrue();
    }

    @Test
    void oneDoesNotPayForAnother() {
        exhaust("alice");

        assertThat(throttle.admit("bob")).isTrue();
    }

    @Test
    void anAddressThatHadTooManyIsRefusedWhateverConnectionItComesWith() {
        throttle.admit("c1", "192.0.2.1");
        throttle.admit("c2", "192.0.2.1");
        throttle.admit("c3", "192.0.2.1");

        assertThat(throttle.admit("c4", "192.0.2.1")).isFalse();
        assertThat(throttle.admit("c4", "192.0.2.2")).isTrue();
    }

    @Test
    void whoIsRefusedForAnothersSakeIsNotCountedItself() {
        exhaust("192.0.2.1");
        IntStream.range(0, 10).forEach(i -> throttle.admit("c1", "192.0.2.1"));

        assertThat(throttle.admit("c1", "192.0.2.2")).isTrue();
    }

    @Test
    void aTryThatWasRightIsGivenBack() {
        IntStream.range(0, 100).forEach(i -> {
            assertThat(throttle.admit("alice", "192.0.2.1")).isTrue();
            throttle.forgive("alice", "192.0.2.1");
        });
    }

    @Test
    void manyAtOnceDoNotSlipThroughTogether() {
        long admitted =
                IntStream.range(0, 50).filter(i -> throttle.admit("alice")).count();

        assertThat(admitted).isEqualTo(3);
    }

    @Test
    void aLimitOfZeroIsNone() {
        limit = 0;
        long admitted =
                IntStream.range(0, 50).filter(i -> throttle.admit("alice")).count();

        assertThat(admitted).isEqualTo(50);
    }

    @Test
    void aChangedLimitCountsAtOnce() {
        exhaust("alice");
        limit = 4;

        assertThat(throttle.admit("alice")).isTrue();
    }

    @Test
    void forgivingWhatWasNeverTriedHarmsNobody() {
        throttle.forgive("alice");

        assertThat(throttle.admit("alice")).isTrue();
    }

    private void exhaust(String who) {
        IntStream.range(0, limit).forEach(i -> throttle.admit(who));
    }
}
