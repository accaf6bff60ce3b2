package com.artisansdk.server.broker;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that write, each to its share of the connections: what one lane does, it does in order. */
public final class Lanes {

    private final List<Executor> lanes;
    private final AtomicInteger next = new AtomicInteger();

    /** Lanes over executors, each of which runs its tasks one after the other. */
    public Lanes(List<? extends Executor> lanes) {
        this.lanes = List.copyOf(lanes);
    }

    /** The lane for the next connection. */
    Executor next() {
        return lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
    }
}
