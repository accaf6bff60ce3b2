package com.artisansdk.server.bench.load;

import java.nio.charset.StandardCharsets;

/** Watches for rosters of the server that tell how many are there: until each client knows of all. */
public final class RosterWatcher implements Audience.Watcher {

    private static final byte[] TOTAL = "\"total\":".getBytes(StandardCharsets.US_ASCII);

    private final boolean[] knows;
    private final int total;
    private final Progress progress = new Progress();

    /** For so many clients. */
    public RosterWatcher(int total) {
        this.total = total;
        knows = new boolean[total];
    }

    @Override
    public void saw(int client, byte[] bytes, int offset, int length) {
        if (client < knows.length && !knows[client] && total(bytes, offset, offset + length) == total) {
            knows[client] = true;
            progress.received(System.nanoTime());
        }
    }

    /** How many know of all, and since when. */
    public Progress progress() {
        return progress;
    }

    private static int total(byte[] bytes, int offset, int end) {
        for (int start = offset; start < end - TOTAL.length; start++) {
            int matched = 0;
            while (matched < TOTAL.length && bytes[start + matched] == TOTAL[matched]) {
                matched++;
            }
            if (matched == TOTAL.length) {
                int value = 0;
                for (int at = start + matched; at < end && bytes[at] >= '0' && bytes[at] <= '9'; at++) {
                    value = value * 10 + bytes[at] - '0';
                }
                return value;
            }
        }
        return -1;
    }
}
