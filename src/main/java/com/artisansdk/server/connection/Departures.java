package com.artisansdk.server.connection;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Outboxes that have been given something to write by one delivery. When it is complete they are handed to their lanes, each lane's
 * all at once: that is cheaper than one by one, and tells the lane what is one delivery, so that it can be fair to others.
 */
public final class Departures implements AutoCloseable {

    private final IdentityHashMap<Lane, List<Outbox>> outboxes = new IdentityHashMap<>(2);

    void add(Outbox outbox) {
        outboxes.computeIfAbsent(outbox.lane(), first -> new ArrayList<>(1)).add(outbox);
    }

    /** Lets them go. */
    @Override
    public void close() {
        outboxes.forEach(Lane::write);
    }
}
