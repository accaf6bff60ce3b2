package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Traffic;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counts what happens, for operators and tests; a restart does not reset it. From any thread. */
public final class Counters {

    /** A command ran to its end. */
    public static final String COMMANDS_RUN = "commands.run";

    /** A command's connection or topic was no longer there, so it did nothing. */
    public static final String COMMANDS_MISSED = "commands.missed";

    /** A command was queued again, to run later. */
    public static final String COMMANDS_DELAYED = "commands.delayed";

    /** The broker delivered a command again, so it may have run before. */
    public static final String COMMANDS_REDELIVERED = "commands.redelivered";

    /** The broker delivered a command again that had run here, so it did not run again. */
    public static final String COMMANDS_SKIPPED = "commands.skipped";

    /** A command was put on the dead letter queue. */
    public static final String COMMANDS_DEAD = "commands.dead";

    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Traffic traffic = new Traffic();

    /** Counts one more of something. */
    public void count(String what) {
        counts.computeIfAbsent(what, absent -> new LongAdder()).increment();
    }

    /** What becomes of frames, for the outboxes. */
    public Traffic traffic() {
        return traffic;
    }

    /** How many of something there were. */
    public long of(String what) {
        LongAdder count = counts.get(what);
        return count == null ? traffic.all().getOrDefault(what, 0L) : count.sum();
    }

    /** All that was counted, by name. */
    public Map<String, Long> all() {
        Map<String, Long> sums = new TreeMap<>();
        counts.forEach((what, count) -> sums.put(what, count.sum()));
        sums.putAll(traffic.all());
        return sums;
    }
}
