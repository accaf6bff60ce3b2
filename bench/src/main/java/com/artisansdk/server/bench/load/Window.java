package com.artisansdk.server.bench.load;

import com.artisansdk.server.bench.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Closes the loop: no more than so many shots are under way at a time, and the next ones are ordered when earlier ones have arrived. So
 * frames wait for every socket, and none so many that its client would count as slow. It says so over a socket of its own, which costs
 * every contender the same.
 */
public final class Window implements StampWatcher.Next, AutoCloseable {

    /** Orders are given together, so that they cost little. */
    private static final int ORDERS = 4;

    private final int size;
    private final int recipients;
    private final boolean inStep;
    private final ServerSocketChannel door;
    private final int[] arrived;
    // On the reactor's thread, once started.
    private SocketChannel channel;
    private long frames;
    private int complete;
    private long ordered;
    private boolean stopped;

    private Window(int size, int recipients, boolean inStep) {
        this.size = size;
        this.recipients = recipients;
        this.inStep = inStep;
        arrived = new int[size];
        try {
            door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** For broadcasts, each of which has arrived when each of so many clients has it. */
    public static Window ofBroadcasts(int size, int clients) {
        return new Window(size, clients, true);
    }

    /** For shots to some of the clients, so many each: as many have arrived as there are frames for. */
    public static Window ofShots(int size, int recipients) {
        return new Window(size, recipients, false);
    }

    /** Where the trigger is to connect to. */
    public int port() {
        try {
            return ((InetSocketAddress) door.getLocalAddress()).getPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits for the trigger, and orders the first shots. */
    public void open(Reactor reactor) {
        try {
            SocketChannel accepted = door.accept();
            accepted.configureBlocking(false);
            reactor.ask(() -> {
                channel = accepted;
                order(size);
                return true;
            });
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void saw(int client, Stamp.Reader stamp) {
        frames++;
        if (inStep) {
            int slot = (int) (stamp.sequence % size);
            if (++arrived[slot] < recipients) {
                return;
            }
            arrived[slot] = 0;
        } else if (frames % recipients != 0) {
            return;
        }
        complete++;
        if (!stopped && complete >= Math.max(1, size / ORDERS)) {
            order(complete);
            complete = 0;
        }
    }

    /** Orders no more, and tells how many frames there will have been in all. */
    public long stop(Reactor reactor) {
        return reactor.ask(() -> {
            stopped = true;
            order(0);
            return ordered * recipients;
        });
    }

    private void order(int shots) {
        try {
            ByteBuffer order = ByteBuffer.allocate(Integer.BYTES).putInt(shots).flip();
            channel.write(order);
            if (order.hasRemaining()) {
                throw new IOException("the trigger does not take its orders");
            }
            ordered += shots;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
            if (channel != null) {
                channel.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
