package com.artisansdk.server.bench;

import java.nio.charset.StandardCharsets;

/**
 * What every frame of a benchmark carries in its field {@value #FIELD}: which run it belongs to, its place in its sequence, for whom it
 * is, and when it was sent.
 *
 * @param run the run; frames of earlier ones are not counted
 * @param to the number of the client it is for, {@link #EVERYONE}, or a {@link #topic}
 * @param sequence counts from 0: within {@code to}
 * @param nanos {@link System#nanoTime()}, which is the same clock for all processes of one machine on Linux
 */
public record Stamp(long run, long to, long sequence, long nanos) {

    /** For no client in particular. */
    public static final long EVERYONE = -1;

    /** For the subscribers of a topic, by its number. */
    public static long topic(int number) {
        return -2 - number;
    }

    /** The number of the topic it is for; negative if it is for none. */
    public static long topicOf(long to) {
        return -2 - to;
    }

    /** The payload's key. */
    public static final String FIELD = "stamp";

    private static final byte[] MARK = ("\"" + FIELD + "\":\"").getBytes(StandardCharsets.US_ASCII);

    /** As it stands in the frame. */
    public String text() {
        return run + " " + to + " " + sequence + " " + nanos;
    }

    /** Finds the stamp in the bytes of a frame, without making garbage. Not thread-safe. */
    public static final class Reader {

        private byte[] bytes = {};
        private int at;
        private int end;

        /** The run of the last stamp read. */
        public long run;
        /** The recipient of the last stamp read. */
        public long to;
        /** The place in the sequence of the last stamp read. */
        public long sequence;
        /** The time of the last stamp read. */
        public long nanos;

        /** Reads a frame's stamp; false when it has none. */
        public boolean read(byte[] frame, int offset, int length) {
            bytes = frame;
            at = offset;
            end = offset + length;
            if (!skipMark()) {
                return false;
            }
            run = number();
            to = number();
            sequence = number();
            nanos = number();
            return true;
        }

        private boolean skipMark() {
            int last = end - MARK.length;
            for (int start = at; start <= last; start++) {
                int matched = 0;
                while (matched < MARK.length && bytes[start + matched] == MARK[matched]) {
                    matched++;
                }
                if (matched == MARK.length) {
                    at = start + matched;
                    return true;
                }
            }
            return false;
        }

        private long number() {
            boolean negative = at < end && bytes[at] == '-';
            if (negative) {
                at++;
            }
            long value = 0;
            while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
                value = value * 10 + (bytes[at++] - '0');
            }
            at++;
            return negative ? -value : value;
        }
    }
}
