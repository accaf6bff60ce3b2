package com.artisansdk.server.connection;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what becomes of the frames of all outboxes. From any thread. */
public final class Traffic {

    private final LongAdder writes = new LongAdder();
    private final LongAdder frames = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder waiting = new LongAdder();
    private final LongAdder replaced = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder overflowed = new LongAdder();

    /** A write has completed. */
    void written(int howMany, long size) {
        writes.increment();
        frames.add(howMany);
        bytes.add(size);
    }

    /** So many bytes more wait, or fewer. */
    void waits(long more) {
        waiting.add(more);
    }

    /** A newer frame has taken the place of a waiting one. */
    void replaced() {
        replaced.increment();
    }

    /** A slow client will not see a frame. */
    void dropped() {
        dropped.increment();
    }

    /** A client was too slow, and is closed. */
    void overflowed() {
        overflowed.increment();
    }

    /** All counts, by name. */
    public Map<String, Long> all() {
        return new TreeMap<>(Map.of(
                "outbox.writes", writes.sum(),
                "outbox.frames", frames.sum(),
                "outbox.bytes", bytes.sum(),
                "outbox.waiting", waiting.sum(),
                "outbox.replaced", replaced.sum(),
                "outbox.dropped", dropped.sum(),
                "outbox.overflowed", overflowed.sum()));
    }
}
