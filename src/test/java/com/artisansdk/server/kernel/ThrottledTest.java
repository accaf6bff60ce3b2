package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.ManualScheduler;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThrottledTest {

    private static final System.Logger LOG = System.getLogger(ThrottledTest.class.getName());

    private final ManualScheduler time = new ManualScheduler();
    private final Throttled throttled = new Throttled();

    @Test
    void theFirstWarningIsSaidAtOnce() {
        try (LogLines log = LogLines.of(ThrottledTest.class)) {
            warn("full");

            assertThat(log.lines()).containsExactly("WARNING full");
        }
    }

    @Test
    void theSameIsSaidAtMostOnceAMinuteAndThenHowOftenItWasTrue() {
        try (LogLines log = LogLines.of(ThrottledTest.class)) {
            warn("full");
            time.advance(Duration.ofSeconds(59));
            warn("full");
            warn("full");
            time.advance(Duration.ofSeconds(1));
            warn("full");

            assertThat(log.lines())
                    .containsExactly("WARNING full", "WARNING full (And 2 times more since this was said last.)");
        }
    }

    @Test
    void whatWasSaidStartsTheCountAfresh() {
        try (LogLines log = LogLines.of(ThrottledTest.class)) {
            warn("full");
            warn("full");
            time.advance(Duration.ofMinutes(1));
            warn("full");
            time.advance(Duration.ofMinutes(1));
            warn("full again");

            assertThat(log.lines()).last().isEqualTo("WARNING full again");
        }
    }

    @Test
    void aTextThatIsNotSaidIsNotMade() {
        try (LogLines log = LogLines.of(ThrottledTest.class)) {
            warn("full");
            throttled.warn(LOG, time, () -> {
                throw new AssertionError("nobody reads this");
            });

            assertThat(log.lines()).hasSize(1);
        }
    }

    private void warn(String text) {
        throttled.warn(LOG, time, () -> text);
    }
}
