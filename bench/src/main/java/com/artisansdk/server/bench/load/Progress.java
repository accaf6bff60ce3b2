package com.artisansdk.server.bench.load;

import java.time.Duration;

/** How far a run has come: how many frames were received, and when the first and the last of them. Written by the reactor's thread. */
public final class Progress {

    private static final Duration STALLED = Duration.ofSeconds(5);
    private static final long POLL_MS = 2;

    private volatile long count;
    private volatile long first;
    private volatile long last;

    /** One more frame. */
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // Written by one thread.
    public void received(long now) {
        if (count == 0) {
            first = now;
        }
        last = now;
        count++;
    }

    /** How many frames were received. */
    public long count() {
        return count;
    }

    /** When the first frame was received, by {@link System#nanoTime()}. */
    public long first() {
        return first;
    }

    /** When the last frame was received so far. */
    public long last() {
        return last;
    }

    /** Waits until so many frames were received, or nothing comes any more for 5 s. */
    public void await(long expected) {
        await(expected, STALLED);
    }

    /** Waits until so many frames were received, or nothing comes any more for so long. */
    public void await(long expected, Duration stalled) {
        long started = System.nanoTime();
        while (count < expected && System.nanoTime() - Math.max(started, last) < stalled.toNanos()) {
            try {
                Thread.sleep(POLL_MS);
            } catch (InterruptedException hurried) {
                throw new IllegalStateException(hurried);
            }
        }
    }
}
