package com.artisansdk.server.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Commands that are to run later: on the loop's next turn, or after a while; each once, unless it is aborted before. On the loop. */
final class Agenda {

    private static final Logger LOG = System.getLogger(Agenda.class.getName());

    private final Manager manager;
    private final Platform platform;
    private final Set<Pending> pending = new LinkedHashSet<>();

    Agenda(Manager manager, Platform platform) {
        this.manager = manager;
        this.platform = platform;
    }

    Pending next(Command command) {
        Pending item = add(command);
        platform.loop().execute("next", () -> run(item));
        return item;
    }

    Pending delay(Duration delay, Command command) {
        Pending item = add(command);
        item.dueBy(platform.scheduler().after(delay, () -> platform.loop().execute("delayed", () -> run(item))));
        return item;
    }

    boolean abort(Pending item) {
        pending.remove(item);
        return item.end();
    }

    boolean abort(Command command) {
        boolean any = false;
        for (Pending item : List.copyOf(pending)) {
            if (item.command().equals(command)) {
                any |= abort(item);
            }
        }
        return any;
    }

    void stop() {
        List.copyOf(pending).forEach(this::abort);
    }

    private Pending add(Command command) {
        Pending item = new Pending(command);
        pending.add(item);
        return item;
    }

    private void run(Pending item) {
        if (!abort(item)) {
            return;
        }
        try {
            manager.run(item.command());
        } catch (Exception failure) {
            LOG.log(Level.ERROR, "Command " + item.command().getClass().getName() + " failed.", failure);
        }
    }
}
