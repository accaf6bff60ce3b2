package com.artisansdk.server.bench.load;

import com.artisansdk.server.bench.Stamp;
import org.HdrHistogram.Histogram;

/** Watches the stamped frames of one run: whether all came in order, and how old they were. */
public final class StampWatcher implements Audience.Watcher {

    private final long run;
    private final Order order;
    private final Histogram ages = new Histogram(3);
    private final Progress progress = new Progress();
    private final Stamp.Reader stamp = new Stamp.Reader();

    /** For a run before so many clients. */
    public StampWatcher(long run, int clients) {
        this.run = run;
        this.order = new Order(clients);
    }

    @Override
    public void saw(int client, byte[] bytes, int offset, int length) {
        if (stamp.read(bytes, offset, length) && stamp.run == run) {
            long now = System.nanoTime();
            order.saw(client, stamp);
            ages.recordValue(Math.max(0, now - stamp.nanos));
            progress.received(now);
        }
    }

    /** How far the run has come. */
    public Progress progress() {
        return progress;
    }

    /** Whether all came, once and in order. To be asked when the run is over. */
    public Order order() {
        return order;
    }

    /** Nanoseconds from stamp to arrival. To be asked when the run is over. */
    public Histogram ages() {
        return ages;
    }
}
