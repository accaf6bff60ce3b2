package com.artisansdk.server.kernel;

import java.time.Duration;
import java.time.InstantSource;

/** Time, as a port: what time it is, and what happens later. Tests turn it by hand. */
public interface Scheduler extends InstantSource {

    /** Something that may still be called off. */
    @FunctionalInterface
    interface Scheduled {
        /** Calls it off, unless it has happened already. */
        void cancel();
    }

    /** Nanoseconds that only ever grow, whatever is done to the clock. */
    long nanos();

    /** Runs a task once, after a while, on some thread of its own: a short one, or one that hands over to the loop. */
    Scheduled after(Duration delay, Runnable task);
}
