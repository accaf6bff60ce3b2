package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Connections;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.message.server.UpdateConnections;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shows everybody who is here, without the cost of telling each of each.
 *
 * <p>A change is shown to everybody at once, if nothing was for a while. Then there is a pause: the roster interval, or as long
 * as the bytes just sent need at the roster's bandwidth, whichever is longer. A short roster counts as {@value #LEAST_BYTES} bytes, for
 * sending it costs no less. Changes within the pause are shown together at its end; only whoever opened or joined sees its own
 * roster at once. On the loop.
 */
public final class Roster {

    private static final int LEAST_BYTES = 1_000;

    /** Who is listed, as long as no more than so much has changed. */
    private record Listing(long changes, Map<UUID, Map<String, Object>> listed) {}

    private final Manager manager;
    private final Connections connections;
    private final CoalescedDeliveries deliveries;
    private final Platform platform;
    private final Map<View, Supplier<UpdateConnections>> pictures = new EnumMap<>(View.class);
    private final Map<View, Listing> listings = new EnumMap<>(View.class);

    private boolean everShown;
    private long pausedUntil;
    private long pause;
    private Scheduler.@Nullable Scheduled pauseEnd;

    Roster(Manager manager, Connections connections, CoalescedDeliveries deliveries, Platform platform) {
        this.manager = manager;
        this.connections = connections;
        this.deliveries = deliveries;
        this.platform = platform;
    }

    /** Somebody opened or joined: it sees the roster at once, the others when their pause is over. */
    public void changedBy(Connection newcomer) {
        if (isPaused()) {
            deliveries.owe(newcomer, pictures.computeIfAbsent(seen(newcomer), view -> () -> picture(view)));
        }
        changed();
    }

    /** Somebody left, or is not what it was. */
    public void changed() {
        if (!isPaused()) {
            broadcast();
        } else if (pauseEnd == null) {
            long ending = pause;
            Duration rest = Duration.ofNanos(pausedUntil - platform.scheduler().nanos());
            pauseEnd = platform.scheduler().after(rest, () -> platform.loop().execute("roster", () -> end(ending)));
        }
    }

    /** Shows one connection what it may see, now. */
    public void show(Connection connection) {
        manager.send(connection, picture(seen(connection)));
    }

    /** Shows everybody what they may see, now. */
    public void broadcast() {
        cancelPauseEnd();
        long bytes = Math.max(broadcastAt(manager.now()), (long) LEAST_BYTES * connections.size());
        Policy policy = platform.policy().get();
        // As long as these bytes would need, in nanoseconds.
        long transfer = (long) (bytes * 1e9 / policy.rosterBandwidth());
        long interval = policy.rosterInterval().toNanos();
        pausedUntil = platform.scheduler().nanos() + (interval == 0 ? 0 : Math.max(interval, transfer));
        everShown = true;
        pause++;
    }

    void stop() {
        cancelPauseEnd();
        pause++;
    }

    private long broadcastAt(Instant now) {
        UUID id = UUID.randomUUID();
        if (everyoneSeesDetails()) {
            return deliveries.deliver(new Delivery(id, now, Audience.everyone(), picture(View.FULL)));
        }
        long bytes = deliveries.deliver(new Delivery(id, now, Audience.seeing(View.PUBLIC), picture(View.PUBLIC)));
        if (!connections.admins().isEmpty()) {
            bytes += deliveries.deliver(new Delivery(id, now, Audience.seeing(View.FULL), picture(View.FULL)));
        }
        return bytes;
    }

    private void end(long ending) {
        if (ending == pause) {
            broadcast();
        }
    }

    private View seen(Connection by) {
        return everyoneSeesDetails() || by.isAdmin() ? View.FULL : View.PUBLIC;
    }

    private UpdateConnections picture(View view) {
        return new UpdateConnections(listed(view), connections.size());
    }

    /** The first of them. While nothing changes it is the same map, so that who comes in a storm costs no more for the others' sake. */
    private Map<UUID, Map<String, Object>> listed(View view) {
        int size = Math.min(connections.size(), platform.policy().get().rosterLimit());
        Listing known = listings.get(view);
        if (known == null
                || known.changes() != connections.changes()
                || known.listed().size() != size) {
            Map<UUID, Map<String, Object>> listed = new LinkedHashMap<>();
            connections.all().stream()
                    .limit(size)
                    .forEach(connection -> listed.put(connection.id(), view.of(connection)));
            known = new Listing(connections.changes(), Collections.unmodifiableMap(listed));
            listings.put(view, known);
        }
        return known.listed();
    }

    private boolean everyoneSeesDetails() {
        return platform.policy().get().everyoneSeesDetails();
    }

    private boolean isPaused() {
        return everShown && platform.scheduler().nanos() - pausedUntil < 0;
    }

    private void cancelPauseEnd() {
        if (pauseEnd != null) {
            pauseEnd.cancel();
            pauseEnd = null;
        }
    }
}
