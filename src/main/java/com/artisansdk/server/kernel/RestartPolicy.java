package com.artisansdk.server.kernel;

import java.time.Duration;

/** Whether a child process is started again when it has ended by itself, and after how long. */
public enum RestartPolicy {
    /** Never. */
    NEVER,
    /** When it ended with an exit code other than 0. */
    ON_FAILURE,
    /** Always. */
    ALWAYS;

    static final Duration FIRST = Duration.ofSeconds(1);
    static final Duration LONGEST = Duration.ofMinutes(1);

    boolean applies(int exitCode) {
        return this == ALWAYS || (this == ON_FAILURE && exitCode != 0);
    }

    /** Twice as long after each try, up to a minute. */
    static Duration backOff(int triesBefore) {
        long seconds = FIRST.toSeconds() << Math.min(triesBefore, 6);
        return Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    }
}
