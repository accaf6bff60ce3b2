package com.artisansdk.server.bench.load;

import com.artisansdk.server.bench.Stamp;

/**
 * Checks that each client sees each frame of its streams once and in order. A stream's sequence starts at 0. Clients that are not judged, for
 * they do not read or are to be closed, are left out. Not thread-safe.
 */
public final class Order {

    /** Which streams a client belongs to. */
    @FunctionalInterface
    public interface Streams {

        /** That it hears what is for everyone, and what is for it. */
        Streams EVERYONE_AND_OWN = (client, to) -> to == Stamp.EVERYONE ? 0 : to == client ? 1 : -1;

        /** Which of a client's streams this is; negative if it is none of them. */
        int index(int client, long to);

        /** So many topics of so many subscribers each among so many clients, who subscribed in turn. */
        static Streams topics(int size, int clients) {
            int round = Math.max(1, clients / size);
            return (client, to) -> {
                int topic = (int) Stamp.topicOf(to);
                return topic >= 0 && topic % round == client / size ? topic / round : -1;
            };
        }
    }

    private final Streams streams;
    private final int perClient;
    private final int judged;
    private final long[] next;
    private long received;
    private long skipped;
    private long repeatedOrLate;
    private long misdelivered;

    /** For so many clients, each of which hears what is for everyone and what is for itself. */
    public Order(int clients) {
        this(clients, 2, Streams.EVERYONE_AND_OWN);
    }

    /** For so many clients with so many streams each. */
    public Order(int clients, int perClient, Streams streams) {
        this.judged = clients;
        this.perClient = perClient;
        this.streams = streams;
        next = new long[clients * perClient];
    }

    /** Whether a client is judged. */
    public boolean judges(int client) {
        return client < judged;
    }

    /** A client has seen a frame. */
    public void saw(int client, Stamp.Reader stamp) {
        int index = streams.index(client, stamp.to);
        if (index < 0 || index >= perClient) {
            misdelivered++;
            return;
        }
        received++;
        int stream = client * perClient + index;
        long expected = next[stream];
        if (stamp.sequence < expected) {
            repeatedOrLate++;
            // One that was skipped before has come after all, or one has come twice: either way the sums tell.
            return;
        }
        skipped += stamp.sequence - expected;
        next[stream] = stamp.sequence + 1;
    }

    /** How many frames were received. */
    public long received() {
        return received;
    }

    /** What was wrong, when so many frames should have been received; {@link Faults#NONE} if nothing was. */
    public Faults faults(long expected) {
        long lost = expected - received;
        return new Faults(Math.max(0, lost), Math.max(0, -lost), Math.max(skipped, repeatedOrLate), misdelivered, 0);
    }
}
