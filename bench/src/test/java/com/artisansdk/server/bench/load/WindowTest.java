package com.artisansdk.server.bench.load;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.artisansdk.server.bench.Stamp;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

/** The loop is closed: nothing more is ordered than has arrived. */
class WindowTest {

    private static final int SIZE = 4;
    private static final int CLIENTS = 2;

    @Test
    void theNextBroadcastGoesWhenEachClientHasTheFirst() throws IOException {
        try (Reactor reactor = new Reactor(new InetSocketAddress(InetAddress.getLoopbackAddress(), 1));
                Window window = Window.ofBroadcasts(SIZE, CLIENTS);
                Socket trigger = new Socket(InetAddress.getLoopbackAddress(), window.port());
                DataInputStream orders = new DataInputStream(trigger.getInputStream())) {
            window.open(reactor);
            assertEquals(SIZE, orders.readInt());
            // One client is far ahead, which does not count.
            for (long sequence = 0; sequence < SIZE; sequence++) {
                arrives(reactor, window, 0, sequence);
            }
            assertEquals(0, orders.available());
            arrives(reactor, window, 1, 0);
            assertEquals(1, orders.readInt());
            assertEquals((SIZE + 1) * CLIENTS, window.stop(reactor));
            assertEquals(0, orders.readInt());
            arrives(reactor, window, 1, 1);
            assertEquals(0, orders.available());
        }
    }

    private static void arrives(Reactor reactor, Window window, int client, long sequence) {
        Stamp.Reader stamp = new Stamp.Reader();
        stamp.sequence = sequence;
        reactor.ask(() -> {
            window.saw(client, stamp);
            return true;
        });
    }
}
