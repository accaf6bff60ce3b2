package com.artisansdk.server.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Supplier;

/** A warning that somebody will wonder about, said at most once a minute however often it is true. From any thread. */
public final class Throttled {

    private static final long PAUSE = Duration.ofMinutes(1).toNanos();

    private boolean said;
    private long saidAt;
    private long unsaid;

    /** Says it, or counts it until the minute is over. */
    public synchronized void warn(Logger log, Scheduler time, Supplier<String> text) {
        long now = time.nanos();
        if (said && now - saidAt < PAUSE) {
            unsaid++;
            return;
        }
        String before = unsaid == 0 ? "" : " (And " + unsaid + " times more since this was said last.)";
        log.log(Level.WARNING, text.get() + before);
        said = true;
        saidAt = now;
        unsaid = 0;
    }
}
