package com.artisansdk.server.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Reports, by name, a task that holds the loop for over {@link #PATIENCE}, while it still does. On the scheduler's thread. */
public final class Watchdog {

    private static final Logger LOG = System.getLogger(Watchdog.class.getName());

    static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Loop loop;
    private final Scheduler scheduler;
    private boolean reported;

    /** A watchdog, asleep. */
    public Watchdog(Loop loop, Scheduler scheduler) {
        this.loop = loop;
        this.scheduler = scheduler;
    }

    /** Looks every second, from now on. */
    public void start() {
        scheduler.after(PATIENCE, () -> {
            look();
            start();
        });
    }

    private void look() {
        boolean late = loop.holder().filter(this::isLate).isPresent();
        if (!late) {
            reported = false;
        } else if (!reported) {
            reported = true;
            loop.holder()
                    .ifPresent(holder -> LOG.log(
                            Level.WARNING,
                            "{0} has held the loop for {1} ms, and everybody waits: do slow work in manager.promise(...).",
                            holder.task(),
                            holder.since().toMillis()));
        }
    }

    private boolean isLate(Loop.Holder holder) {
        return holder.since().compareTo(PATIENCE) >= 0;
    }
}
