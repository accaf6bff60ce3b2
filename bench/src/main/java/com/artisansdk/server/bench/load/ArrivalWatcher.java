package com.artisansdk.server.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Watches for frames of one name that carry no stamp: when each client received its first, its second, and so on. It relies on their
 * order, which {@link StampWatcher} checks.
 */
public final class ArrivalWatcher implements Audience.Watcher {

    private final byte[] mark;
    private final long[][] times;
    private final int[] counts;
    private final Progress progress = new Progress();

    /** For frames of a name, at most so many for each of so many clients. */
    public ArrivalWatcher(String name, int clients, int most) {
        mark = ("\"name\":\"" + name + "\"").getBytes(StandardCharsets.UTF_8);
        times = new long[clients][most];
        counts = new int[clients];
    }

    @Override
    public void saw(int client, byte[] bytes, int offset, int length) {
        if (!contains(bytes, offset, length)) {
            return;
        }
        long now = System.nanoTime();
        if (counts[client] < times[client].length) {
            times[client][counts[client]] = now;
        }
        counts[client]++;
        progress.received(now);
    }

    /** When a client received its so-manieth frame, from 0. To be asked when the run is over. */
    public long time(int client, int index) {
        return times[client][index];
    }

    /** How far the run has come. */
    public Progress progress() {
        return progress;
    }

    private boolean contains(byte[] bytes, int offset, int length) {
        // The name stands near the end of a frame.
        for (int start = offset + length - mark.length; start >= offset; start--) {
            if (Arrays.equals(bytes, start, start + mark.length, mark, 0, mark.length)) {
                return true;
            }
        }
        return false;
    }
}
