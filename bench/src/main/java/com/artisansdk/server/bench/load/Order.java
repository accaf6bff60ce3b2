package com.artisansdk.server.bench.load;

import com.artisansdk.server.bench.Stamp;
import java.util.Arrays;

/**
 * Checks that each client sees each frame of its sequence once and in order. A sequence starts at 0, and is either a client's own or that
 * of everyone. Not thread-safe.
 */
public final class Order {

    private long[] next;
    private long received;
    private long skipped;
    private long repeatedOrLate;
    private long misdelivered;

    /** For so many clients, all at the beginning of their sequence. */
    public Order(int clients) {
        next = new long[clients];
    }

    /** A client has seen a frame. */
    public void saw(int client, Stamp.Reader stamp) {
        if (stamp.to != Stamp.EVERYONE && stamp.to != client) {
            misdelivered++;
            return;
        }
        received++;
        long expected = next[client];
        if (stamp.sequence < expected) {
            repeatedOrLate++;
            // One that was skipped before has come after all, or one has come twice: either way the sums tell.
            return;
        }
        skipped += stamp.sequence - expected;
        next[client] = stamp.sequence + 1;
    }

    /** How many frames were received. */
    public long received() {
        return received;
    }

    /** What was wrong, when so many frames should have been received; "none" if nothing was. */
    public String faults(long expected) {
        long lost = expected - received;
        if (lost == 0 && skipped == 0 && repeatedOrLate == 0 && misdelivered == 0) {
            return "none";
        }
        return "lost " + Math.max(0, lost) + ", duplicated " + Math.max(0, -lost) + ", out of order "
                + Math.max(skipped, repeatedOrLate) + ", misdelivered " + misdelivered;
    }

    /** Starts all sequences again. */
    public void reset() {
        Arrays.fill(next, 0);
        received = 0;
        skipped = 0;
        repeatedOrLate = 0;
        misdelivered = 0;
    }
}
