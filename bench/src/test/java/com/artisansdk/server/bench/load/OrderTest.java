package com.artisansdk.server.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.bench.Stamp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What must never happen is noticed when it does. */
class OrderTest {

    private static final long RUN = 7;

    private final Order order = new Order(2);
    private final StampWatcher watcher = new StampWatcher(RUN, order, (client, stamp) -> {});

    @Test
    void framesForAllAndForOneAreTwoSequences() {
        hears(0, Stamp.EVERYONE, 0);
        hears(0, 0, 0);
        hears(0, Stamp.EVERYONE, 1);
        hears(0, 0, 1);
        assertEquals(Faults.NONE, order.faults(4));
        assertEquals(4, watcher.progress().count());
    }

    @Test
    void aLostFrameIsLost() {
        hears(0, Stamp.EVERYONE, 0);
        hears(0, Stamp.EVERYONE, 2);
        assertEquals(new Faults(1, 0, 1, 0, 0), order.faults(3));
    }

    @Test
    void theLastFrameIsMissed() {
        hears(0, Stamp.EVERYONE, 0);
        assertEquals(new Faults(1, 0, 0, 0, 0), order.faults(2));
    }

    @Test
    void aFrameThatComesTwiceIsDuplicated() {
        hears(1, Stamp.EVERYONE, 0);
        hears(1, Stamp.EVERYONE, 0);
        assertEquals(new Faults(0, 1, 1, 0, 0), order.faults(1));
    }

    @Test
    void framesInAnotherOrderAreNoticed() {
        hears(0, Stamp.EVERYONE, 1);
        hears(0, Stamp.EVERYONE, 0);
        assertEquals(new Faults(0, 0, 1, 0, 0), order.faults(2));
    }

    @Test
    void aFrameForAnotherIsMisdelivered() {
        hears(0, 1, 0);
        assertEquals(new Faults(0, 0, 0, 1, 0), order.faults(0));
    }

    @Test
    void framesOfAnotherRunDoNotCount() {
        watcher.saw(0, frame(new Stamp(RUN - 1, Stamp.EVERYONE, 0, 0)), 0, Payload.BYTES);
        assertEquals(Faults.NONE, order.faults(0));
        assertEquals(0, watcher.progress().count());
    }

    @Test
    void aClientIsInTheTopicsItSubscribedToInTurn() {
        // Four topics of two among four clients: the first two are in topics 0 and 2, the others in 1 and 3.
        Order.Streams streams = Order.Streams.topics(2, 4);
        assertEquals(0, streams.index(1, Stamp.topic(0)));
        assertEquals(1, streams.index(1, Stamp.topic(2)));
        assertEquals(-1, streams.index(1, Stamp.topic(1)));
        assertEquals(0, streams.index(2, Stamp.topic(1)));
        assertEquals(1, streams.index(3, Stamp.topic(3)));
        assertEquals(-1, streams.index(3, Stamp.EVERYONE));
    }

    private void hears(int client, long to, long sequence) {
        watcher.saw(client, frame(new Stamp(RUN, to, sequence, System.nanoTime())), 0, Payload.BYTES);
    }

    private static byte[] frame(Stamp stamp) {
        return Payload.text(Payload.TICK, stamp, Payload.BYTES).getBytes(StandardCharsets.UTF_8);
    }
}
