package com.artisansdk.server.broker;

import com.artisansdk.server.kernel.Scheduler;
import com.artisansdk.server.kernel.Scheduler.Scheduled;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sockets that have sent their close frame and wait for their clients' own, each for a while. Of any thread. */
public final class Farewells {

    private static final Duration PATIENCE = Duration.ofMillis(SessionWire.CLOSE_TIMEOUT);

    private final Scheduler time;
    private final Map<Runnable, Scheduled> waiting = new ConcurrentHashMap<>();
    private volatile boolean over;

    public Farewells(Scheduler time) {
        this.time = time;
    }

    /**
     * Lets a socket wait.
     *
     * @param end lets go of it; run if it waits too long
     * @return whether it may wait; not once the server goes away
     */
    boolean begin(Runnable end) {
        if (over) {
            return false;
        }
        waiting.put(end, time.after(PATIENCE, end));
        if (over) {
            done(end);
            return false;
        }
        return true;
    }

    /** It need not wait any more. */
    void done(Runnable end) {
        Scheduled timeout = waiting.remove(end);
        if (timeout != null) {
            timeout.cancel();
        }
    }

    /** Gives those that wait a last moment, and lets go of them. */
    public void finish(Duration moment) {
        long until = time.nanos() + moment.toNanos();
        try {
            while (!waiting.isEmpty() && time.nanos() < until) {
                Thread.sleep(10);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        over = true;
        List.copyOf(waiting.keySet()).forEach(Runnable::run);
    }
}
