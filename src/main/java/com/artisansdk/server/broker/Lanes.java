package com.artisansdk.server.broker;

import com.artisansdk.server.connection.Lane;
import com.artisansdk.server.kernel.Scheduler;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads where writes start, each for its share of the connections. */
public final class Lanes {

    private final List<Lane> lanes;
    private final AtomicInteger next = new AtomicInteger();

    private Lanes(List<Lane> lanes) {
        this.lanes = lanes;
    }

    /** Lanes over executors, each of which runs its tasks one after the other. */
    public static Lanes over(List<? extends Executor> threads, Scheduler time) {
        return new Lanes(threads.stream()
                .map(thread -> (Lane) new FairLane(thread, time))
                .toList());
    }

    /** The lane for the next connection. */
    Lane next() {
        return lanes.get(Math.floorMod(next.getAndIncrement(), lanes.size()));
    }
}
