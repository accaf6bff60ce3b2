package com.artisansdk.server.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients that have connected, numbered from 0, and whoever watches what they receive. */
public final class Audience implements AutoCloseable {

    /** The server's clients are told their identity in their first frame. */
    private static final Pattern UUID = Pattern.compile("\"uuid\":\"([^\"]+)\"");

    private static final int AT_ONCE = 100;
    private static final long PATIENCE_S = 60;

    /** Watches, on the reactor's thread. */
    @FunctionalInterface
    public interface Watcher {

        /** Watches nothing. */
        Watcher NOTHING = (client, bytes, offset, length) -> {};

        /** A client has received a frame; the bytes may be read until this returns. */
        void saw(int client, byte[] bytes, int offset, int length);
    }

    private final Reactor reactor;
    private final String[] ids;
    // On the reactor's thread.
    private final List<Client> clients = new ArrayList<>();
    private Watcher watcher = Watcher.NOTHING;
    private int closed;

    private Audience(Reactor reactor, int size) {
        this.reactor = reactor;
        this.ids = new String[size];
    }

    /** Connects clients to the server, and waits until each has been told its identity. */
    public static Audience of(Reactor reactor, String path, int size) {
        Audience audience = new Audience(reactor, size);
        for (int first = 0; first < size; first += AT_ONCE) {
            audience.connect(path, first, Math.min(size, first + AT_ONCE));
        }
        return audience;
    }

    /** How many clients there are. */
    public int size() {
        return ids.length;
    }

    /** The identities of the clients, by number. */
    public List<String> ids() {
        return List.of(ids);
    }

    /** Has a watcher watch from now on, in place of the one before. */
    public void watch(Watcher next) {
        reactor.ask(() -> watcher = next);
    }

    /** How many clients the server has closed, or lost. */
    public int closed() {
        return reactor.ask(() -> closed);
    }

    @Override
    public void close() {
        watch(Watcher.NOTHING);
        reactor.ask(() -> {
            clients.forEach(Client::close);
            return true;
        });
    }

    private void connect(String path, int from, int to) {
        CountDownLatch greeted = new CountDownLatch(to - from);
        for (int number = from; number < to; number++) {
            int mine = number;
            reactor.connect(path, new Client.Listener() {
                @Override
                public void opened(Client client) {
                    clients.add(client);
                }

                @Override
                public void text(Client client, byte[] bytes, int offset, int length) {
                    if (ids[mine] == null) {
                        ids[mine] = identity(bytes, offset, length);
                        greeted.countDown();
                    } else {
                        watcher.saw(mine, bytes, offset, length);
                    }
                }

                @Override
                public void closed(Client client, int code) {
                    closed++;
                }
            });
        }
        try {
            if (!greeted.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("only " + (to - greeted.getCount()) + " of " + ids.length
                        + " clients were let in within " + PATIENCE_S + " s");
            }
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private static String identity(byte[] bytes, int offset, int length) {
        String frame = new String(bytes, offset, length, StandardCharsets.UTF_8);
        Matcher uuid = UUID.matcher(frame);
        if (!uuid.find()) {
            throw new IllegalStateException("the first frame was no greeting: " + frame);
        }
        return uuid.group(1);
    }
}
