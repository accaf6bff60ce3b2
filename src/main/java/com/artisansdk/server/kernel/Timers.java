package com.artisansdk.server.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The timers there are. On the loop. */
public final class Timers {

    private final Manager manager;
    private final Set<Timer> timers = new LinkedHashSet<>();

    Timers(Manager manager) {
        this.manager = manager;
    }

    /** Adds a timer, and starts it, unless it is to be started by hand. */
    public void add(Timer timer) {
        timer.addTo(manager);
        timers.add(timer);
    }

    /** All that have not been cancelled. */
    public List<Timer> all() {
        return List.copyOf(timers);
    }

    void forget(Timer timer) {
        timers.remove(timer);
    }

    void stop() {
        all().forEach(Timer::cancel);
    }
}
