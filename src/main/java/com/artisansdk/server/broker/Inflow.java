package com.artisansdk.server.broker;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much one client may say: so many frames a second, with a burst of five seconds' worth, and so many not yet handled.
 *
 * <p>{@link #admit} is called by one thread at a time, in the order of the frames; {@link #done} by the loop.
 */
final class Inflow {

    /** Frames of one client that may wait for the loop. */
    static final int MAX_UNDONE = 128;

    /** Refusals after which a client is not told again but closed. */
    static final int MAX_REFUSALS = 500;

    private static final int BURST_SECONDS = 5;

    enum Verdict {
        ADMITTED,
        REFUSED,
        /** Refused once too often. */
        FLOODING
    }

    private final AtomicInteger undone = new AtomicInteger();
    private double tokens = Double.MAX_VALUE;
    private long filled;
    private int refusals;

    /**
     * Counts a frame in, or refuses it.
     *
     * @param rate frames a second; 0 for any number
     */
    Verdict admit(int rate, long now) {
        if (takeToken(rate, now) && undone.get() < MAX_UNDONE) {
            undone.incrementAndGet();
            return Verdict.ADMITTED;
        }
        return ++refusals > MAX_REFUSALS ? Verdict.FLOODING : Verdict.REFUSED;
    }

    /** A frame that was admitted has been handled. */
    void done() {
        undone.decrementAndGet();
    }

    private boolean takeToken(int rate, long now) {
        if (rate == 0) {
            if (undone.get() == 0) {
                refusals = 0;
            }
            return true;
        }
        double capacity = (double) rate * BURST_SECONDS;
        double earned = tokens == Double.MAX_VALUE ? 0 : (double) (now - filled) * rate / TimeUnit.SECONDS.toNanos(1);
        tokens = Math.min(capacity, tokens + earned);
        filled = now;
        if (tokens >= capacity) {
            // Silent for long enough to be forgiven.
            refusals = 0;
        }
        if (tokens < 1) {
            return false;
        }
        tokens -= 1;
        return true;
    }
}
