package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Those who have connected and wait to be let in. Who comes alone is let in at once; in a rush they are let in together, every {@link #PACE},
 * for then the loop wakes up once for many, and what they are shown is made once. From any thread; they are let in on the loop, in the
 * order in which they came.
 */
final class Arrivals {

    /** How long one may wait for others, but never longer than the roster's interval: who wants a roster for each change gets it. */
    static final Duration PACE = Duration.ofMillis(2);

    private static final Logger LOG = System.getLogger(Arrivals.class.getName());

    private final Platform platform;
    private final Consumer<Connection> door;
    private final Queue<Connection> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean expected = new AtomicBoolean();
    private volatile long latest;

    /**
     * Nobody, yet.
     *
     * @param door lets one in
     */
    Arrivals(Platform platform, Consumer<Connection> door) {
        this.platform = platform;
        this.door = door;
        this.latest = platform.scheduler().nanos() - PACE.toNanos();
    }

    /** One has come. */
    void add(Connection connection) {
        waiting.add(connection);
        if (expected.compareAndSet(false, true)) {
            long wait = pace() - (platform.scheduler().nanos() - latest);
            if (wait <= 0) {
                letInSoon();
            } else {
                platform.scheduler().after(Duration.ofNanos(wait), this::letInSoon);
            }
        }
    }

    private long pace() {
        Duration interval = platform.policy().get().rosterInterval();
        return (interval.compareTo(PACE) < 0 ? interval : PACE).toNanos();
    }

    private void letInSoon() {
        platform.loop().execute("open", this::letIn);
    }

    /** Lets in whoever waits. One who cannot be let in keeps out nobody else, and is not the failure of whoever asks. On the loop. */
    void letIn() {
        expected.set(false);
        for (Connection next = waiting.poll(); next != null; next = waiting.poll()) {
            latest = platform.scheduler().nanos();
            try {
                door.accept(next);
            } catch (RuntimeException | LinkageError failure) {
                LOG.log(Level.ERROR, "Letting in " + next + " failed.", failure);
            }
        }
    }
}
