package com.artisansdk.server.bench.load;

import com.artisansdk.server.bench.Stamp;
import org.HdrHistogram.Histogram;

/**
 * Watches the stamped frames of one run: whether all came in order, and how old they were. In an open loop the stamp tells when the frame
 * was due, so that no delay of the sender is forgotten.
 */
public final class StampWatcher implements Audience.Watcher {

    /** Hears of each frame that counts, on the reactor's thread. */
    @FunctionalInterface
    public interface Next {

        /** A client has received a frame with that stamp, which may be read until this returns. */
        void saw(int client, Stamp.Reader stamp);
    }

    private final long run;
    private final Order order;
    private final Next next;
    private final Histogram ages = new Histogram(3);
    private final Histogram agesOfOwn = new Histogram(3);
    private final Progress progress = new Progress();
    private final Stamp.Reader stamp = new Stamp.Reader();

    /** For a run before so many clients. */
    public StampWatcher(long run, int clients) {
        this(run, new Order(clients), (client, stamp) -> {});
    }

    /** For a run. */
    public StampWatcher(long run, Order order, Next next) {
        this.run = run;
        this.order = order;
        this.next = next;
    }

    @Override
    public void saw(int client, byte[] bytes, int offset, int length) {
        if (order.judges(client) && stamp.read(bytes, offset, length) && stamp.run == run) {
            long now = System.nanoTime();
            order.saw(client, stamp);
            (stamp.to >= 0 ? agesOfOwn : ages).recordValue(Math.max(0, now - stamp.nanos));
            progress.received(now);
            next.saw(client, stamp);
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

    /** Nanoseconds from stamp to arrival, of frames for many. To be asked when the run is over. */
    public Histogram ages() {
        return ages;
    }

    /** Nanoseconds from stamp to arrival, of frames for one client. To be asked when the run is over. */
    public Histogram agesOfOwn() {
        return agesOfOwn;
    }
}
