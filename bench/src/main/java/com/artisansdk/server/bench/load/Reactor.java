package com.artisansdk.server.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The thread that all clients of a run share: one is enough for half a million frames a second, and makes what the clients saw a matter
 * of one thread.
 */
public final class Reactor implements AutoCloseable {

    private static final int CHUNK = 256 * 1024;
    private static final long PATIENCE_S = 30;

    /** WildFly cuts off who says nothing for 90 s (its listener's read-timeout), unless the server pings it. */
    private static final long SIGN_OF_LIFE_S = 15;

    private static final long TICK_MS = 1_000;

    private final InetSocketAddress server;
    private final Selector selector;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer chunk = ByteBuffer.allocateDirect(CHUNK);
    private final List<Client> clients = new ArrayList<>();
    private byte[] bytes = new byte[2 * CHUNK];
    private long bytesRead;
    private long reads;
    private volatile boolean closing;

    /** What was read so far: bytes, in so many reads. */
    public record Read(long bytes, long reads) {

        /** What was read since an earlier time. */
        public Read since(Read earlier) {
            return new Read(bytes - earlier.bytes, reads - earlier.reads);
        }
    }

    /** A reactor for one server, running. */
    public Reactor(InetSocketAddress server) {
        this.server = server;
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        thread = new Thread(this::run, "reactor");
        thread.start();
    }

    /** Starts to connect one more client. Returns at once; the listener hears when it is open. */
    public CompletableFuture<Client> connect(String path, Client.Listener listener) {
        return submit(() -> {
            try {
                Client client = new Client(clients.size(), server, path, listener);
                clients.add(client);
                client.connect(client.channel().register(selector, SelectionKey.OP_CONNECT, client));
                return client;
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    /** What was read so far, by all clients. */
    public Read read() {
        return Thread.currentThread() == thread ? new Read(bytesRead, reads) : ask(this::read);
    }

    /** Runs something on the reactor's thread, and waits for its answer. */
    public <T> T ask(Supplier<T> question) {
        try {
            return submit(question).get(PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException | TimeoutException stuck) {
            throw new IllegalStateException("the load client is stuck", stuck);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Runs something on the reactor's thread. */
    public <T> CompletableFuture<T> submit(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        tasks.add(() -> {
            try {
                answer.complete(question.get());
            } catch (RuntimeException failed) {
                answer.completeExceptionally(failed);
            }
        });
        selector.wakeup();
        return answer;
    }

    /** Closes all clients, and ends the thread. */
    @Override
    public void close() {
        ask(() -> {
            clients.forEach(Client::close);
            closing = true;
            return true;
        });
        try {
            thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_S));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector) {
            long nextSign = System.nanoTime() + TimeUnit.SECONDS.toNanos(SIGN_OF_LIFE_S);
            while (!closing) {
                selector.select(this::ready, TICK_MS);
                if (System.nanoTime() - nextSign > 0) {
                    nextSign += TimeUnit.SECONDS.toNanos(SIGN_OF_LIFE_S);
                    clients.forEach(Client::giveSignOfLife);
                }
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
            clients.forEach(Client::ended);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private void ready(SelectionKey key) {
        Client client = (Client) key.attachment();
        try {
            if (key.isConnectable() && client.channel().finishConnect()) {
                client.connected();
            }
            if (key.isValid() && key.isWritable()) {
                client.writable();
            }
            if (key.isValid() && key.isReadable()) {
                readable(client);
            }
        } catch (IOException gone) {
            client.failed(gone);
        }
    }

    private void readable(Client client) throws IOException {
        int rest = client.reader().restLength();
        if (bytes.length < rest + CHUNK) {
            bytes = new byte[2 * (rest + CHUNK)];
        }
        chunk.clear();
        int length = client.channel().read(chunk);
        if (length < 0) {
            client.ended();
            return;
        }
        bytesRead += length;
        reads++;
        client.reader().moveRest(bytes);
        chunk.flip().get(bytes, rest, length);
        client.arrived(bytes, rest + length);
    }
}
