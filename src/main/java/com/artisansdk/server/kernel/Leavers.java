package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Connections that are counted out, but have yet to take what was sent to them and the close behind it. One that does not, within {@link
 * Sweeper#STALLED_AFTER}, is let go of without. A restart changes nothing for them. On the loop.
 */
final class Leavers {

    private record Leave(long since, Disconnect reason) {}

    private final Map<Connection, Leave> leaving = new LinkedHashMap<>();
    private boolean looking;

    /** Looks after a connection that is being closed. */
    void watch(Connection connection, Disconnect reason, Platform platform) {
        if (!connection.outbox().isOver()) {
            leaving.put(connection, new Leave(platform.scheduler().nanos(), reason));
            lookLater(platform);
        }
    }

    /** Whether each has taken all, or was let go of. */
    boolean areGone() {
        return leaving.keySet().stream()
                .allMatch(connection -> connection.outbox().isOver());
    }

    private void lookLater(Platform platform) {
        if (!looking && !leaving.isEmpty()) {
            looking = true;
            platform.scheduler().after(Sweeper.EVERY, () -> platform.loop().execute("leavers", () -> look(platform)));
        }
    }

    private void look(Platform platform) {
        looking = false;
        long now = platform.scheduler().nanos();
        leaving.entrySet().removeIf(entry -> {
            Leave leave = entry.getValue();
            if (now - leave.since() >= Sweeper.STALLED_AFTER.toNanos()) {
                entry.getKey().outbox().abandon(leave.reason());
            }
            return entry.getKey().outbox().isOver();
        });
        lookLater(platform);
    }
}
