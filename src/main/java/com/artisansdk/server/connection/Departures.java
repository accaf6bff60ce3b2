package com.artisansdk.server.connection;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Outboxes that have been given something to write, and are handed to their lanes together, each lane's all at once: that is cheaper than one
 * by one, and tells the lane what belongs together, so that it can be fair to others.
 */
public final class Departures {

    private final IdentityHashMap<Lane, List<Outbox>> outboxes = new IdentityHashMap<>(2);
    private int size;

    /** Nobody, yet. */
    public Departures() {}

    void add(Outbox outbox) {
        outboxes.computeIfAbsent(outbox.lane(), first -> new ArrayList<>(1)).add(outbox);
        size++;
    }

    /** How many outboxes there are. */
    public int size() {
        return size;
    }

    /** Hands them over. Once. */
    public void leave() {
        outboxes.forEach(Lane::write);
    }
}
