package com.artisansdk.server.bench.sender;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends the commands of a task, or one thread's share of them. With a rate it is an open loop: a command is due when it is due, and its
 * stamp says so, even if the ones before it took too long.
 */
final class Sending {

    /** A JTA transaction, or none. */
    interface Bounds {
        void begin() throws Exception;

        void commit() throws Exception;
    }

    /** A way to the queue. */
    interface Way {
        void send(int index, long nanos) throws Exception;
    }

    private final Task task;
    private final Bounds bounds;
    private final Way way;
    private final long[] due;
    private final long[] committed;

    Sending(Task task, Bounds bounds, Way way) {
        this.task = task;
        this.bounds = bounds;
        this.way = way;
        due = new long[task.count()];
        committed = new long[task.count()];
    }

    /** Sends from one command up to another. */
    void run(int from, int to) throws Exception {
        long started = System.nanoTime();
        int each = Math.max(1, task.batch());
        for (int first = from; first < to; first += each) {
            int end = Math.min(to, first + each);
            boolean transacted = task.batch() > 0;
            long time = await(started, first - from);
            if (transacted) {
                bounds.begin();
            }
            for (int index = first; index < end; index++) {
                due[index] = task.rate() == 0 ? System.nanoTime() : time;
                way.send(index, due[index]);
            }
            if (transacted) {
                bounds.commit();
            }
            long now = System.nanoTime();
            for (int index = first; index < end; index++) {
                committed[index] = now;
            }
        }
    }

    long due(int index) {
        return due[index];
    }

    long committed(int index) {
        return committed[index];
    }

    private long await(long started, int sent) {
        if (task.rate() == 0) {
            return started;
        }
        long time = started + sent * TimeUnit.SECONDS.toNanos(1) / task.rate();
        for (long left = time - System.nanoTime(); left > 0; left = time - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        return time;
    }
}
