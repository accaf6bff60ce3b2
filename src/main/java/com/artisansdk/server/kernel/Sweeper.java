package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Connections;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds clients that are no longer there. Nothing tells of a laptop that was shut: it stops to answer, and what is written to it
 * stays unwritten.
 *
 * <p>Who was silent for {@link #PING_AFTER} is pinged, which also keeps proxies from cutting an idle connection; who stays silent
 * until {@link #SILENT_AFTER}, or takes {@link #STALLED_AFTER} to take one write, is closed. On the loop.
 */
final class Sweeper {

    static final Duration EVERY = Duration.ofSeconds(5);
    static final Duration PING_AFTER = Duration.ofSeconds(20);
    static final Duration SILENT_AFTER = Duration.ofSeconds(60);
    static final Duration STALLED_AFTER = Duration.ofSeconds(30);

    private final Platform platform;
    private final Connections connections;
    private Scheduler.@Nullable Scheduled next;
    private boolean stopped;

    Sweeper(Platform platform, Connections connections) {
        this.platform = platform;
        this.connections = connections;
    }

    void start() {
        if (!stopped) {
            next = platform.scheduler().after(EVERY, () -> platform.loop().execute("sweep", this::sweep));
        }
    }

    void stop() {
        stopped = true;
        if (next != null) {
            next.cancel();
        }
    }

    private void sweep() {
        if (stopped) {
            return;
        }
        long now = platform.scheduler().nanos();
        for (Connection connection : List.copyOf(connections.all())) {
            Duration silence = Duration.ofNanos(now - connection.heard());
            Duration writing = Duration.ofNanos(connection.outbox().writingFor(now));
            if (writing.compareTo(STALLED_AFTER) >= 0) {
                connection.outbox().abandon(Disconnect.TOO_SLOW);
            } else if (silence.compareTo(SILENT_AFTER) >= 0) {
                connection.outbox().abandon(Disconnect.SILENT);
            } else if (silence.compareTo(PING_AFTER) >= 0) {
                connection.outbox().offer(Frame.PING);
            }
        }
        start();
    }
}
