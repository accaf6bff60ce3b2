package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Connections;
import com.artisansdk.server.connection.Disconnect;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Empties the server, so that it can be taken away. Each client takes what waits for it, then a close; and they are closed one after the
 * other over {@link Policy#drain}, so that they do not all come back, or go elsewhere, in one instant. Begins when it is told to, or at the
 * time that {@link Policy#drainAt} says. On the loop.
 */
final class Drain {

    /** How often it looks whether its time has come. */
    static final Duration WATCH = Duration.ofSeconds(1);

    /** How often it closes those who are due. */
    static final Duration STEP = Duration.ofMillis(100);

    private final Manager manager;
    private final Platform platform;
    private final Connections connections;
    private final Leavers leavers;
    private final Instant booted;
    private Scheduler.@Nullable Scheduled next;
    private boolean stopped;

    Drain(Manager manager, Platform platform, Connections connections, Leavers leavers) {
        this.manager = manager;
        this.platform = platform;
        this.connections = connections;
        this.leavers = leavers;
        this.booted = platform.scheduler().instant().truncatedTo(ChronoUnit.SECONDS);
    }

    /** Begins at the time that is set, if one is. */
    void watch() {
        later(WATCH, () -> {
            if (isDue()) {
                manager.drain();
            } else {
                watch();
            }
        });
    }

    /** A time before this boot was meant for an earlier one: the setting may stand where it is. Times are told in whole seconds. */
    private boolean isDue() {
        Instant now = platform.scheduler().instant();
        return platform.policy()
                .get()
                .drainAt()
                .filter(at -> !at.isBefore(booted) && !at.isAfter(now))
                .isPresent();
    }

    /** Begins now. */
    void begin() {
        step(
                connections.size(),
                platform.scheduler().nanos(),
                platform.policy().get().drain().toNanos());
    }

    /** Ends, finished or not: the server stops. */
    void stop() {
        stopped = true;
        cancel();
    }

    private void step(int atFirst, long begun, long over) {
        try {
            long left = over - (platform.scheduler().nanos() - begun);
            long mayStay = left <= 0 ? 0 : (long) Math.ceil((double) atFirst * left / over);
            List<Connection> oldestFirst = List.copyOf(connections.all());
            oldestFirst.stream()
                    .limit(Math.max(0, oldestFirst.size() - mayStay))
                    .forEach(connection -> manager.end(connection, Disconnect.RESTART));
        } finally {
            if (connections.size() == 0 && leavers.areGone()) {
                manager.drained();
            } else {
                later(STEP, () -> step(atFirst, begun, over));
            }
        }
    }

    private void later(Duration delay, Runnable task) {
        cancel();
        next = platform.scheduler()
                .after(
                        delay,
                        () -> platform.loop().execute("drain", () -> {
                            if (!stopped) {
                                task.run();
                            }
                        }));
    }

    private void cancel() {
        if (next != null) {
            next.cancel();
        }
    }
}
