package com.artisansdk.server.bench.load;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients that have connected, numbered from 0, and whoever watches what they receive. */
public final class Audience implements AutoCloseable {

    /** The server's clients are told their identity in their first frame. */
    private static final Pattern UUID = Pattern.compile("\"uuid\":\"([^\"]+)\"");

    /** How many are connecting at a time. */
    public static final int AT_ONCE = 100;

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
    private final Client[] clients;
    private Watcher watcher = Watcher.NOTHING;
    private int closed;
    private Semaphore leaving = new Semaphore(0);

    private Audience(Reactor reactor, int size) {
        this.reactor = reactor;
        this.ids = new String[size];
        this.clients = new Client[size];
    }

    /** Connects clients, and waits until each has been told its identity. */
    public static Audience of(Reactor reactor, String path, int size) {
        return of(reactor, path, size, Watcher.NOTHING);
    }

    /**
     * Connects clients, as fast as they are let in, and waits until each has been told its identity.
     *
     * @param watcher watches from the beginning
     */
    public static Audience of(Reactor reactor, String path, int size, Watcher watcher) {
        Audience audience = new Audience(reactor, size);
        audience.watch(watcher);
        audience.connect(path);
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

    /** Has a client send a text. On the reactor's thread. */
    public void send(int client, byte[] text) {
        clients[client].send(text);
    }

    /** Has clients, from that number on, read no more. */
    public void pauseFrom(int first) {
        reactor.ask(() -> {
            for (int number = first; number < clients.length; number++) {
                clients[number].pause();
            }
            return true;
        });
    }

    /**
     * Has all leave in good order, not all at once: each socket that closes makes Undertow's thread look at all that are ready, which takes
     * it longer for 5,000 at a time than all else that is done with them.
     */
    @Override
    public void close() {
        watch(Watcher.NOTHING);
        Semaphore free = new Semaphore(AT_ONCE);
        reactor.ask(() -> leaving = free);
        for (int number = 0; number < ids.length && await(free, 1); number++) {
            int next = number;
            reactor.submit(() -> {
                leave(next);
                return true;
            });
        }
        if (!await(free, AT_ONCE)) {
            System.err.println("Not all clients were let go within " + PATIENCE_S + " s.");
        }
    }

    private void leave(int number) {
        Client client = clients[number];
        if (client != null && client.channel().isOpen()) {
            client.resume();
            client.close();
        } else {
            leaving.release();
        }
    }

    private void connect(String path) {
        Semaphore free = new Semaphore(AT_ONCE);
        for (int number = 0; number < ids.length; number++) {
            acquire(free, 1);
            reactor.connect(path, new Member(number, free));
        }
        acquire(free, AT_ONCE);
    }

    private void acquire(Semaphore free, int permits) {
        if (!await(free, permits)) {
            throw new IllegalStateException(
                    "only " + Arrays.stream(ids).filter(Objects::nonNull).count() + " of " + ids.length
                            + " clients were let in; no more came within " + PATIENCE_S + " s");
        }
    }

    private static boolean await(Semaphore free, int permits) {
        try {
            return free.tryAcquire(permits, PATIENCE_S, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }

    private final class Member implements Client.Listener {
        private final int number;
        private final Semaphore free;

        Member(int number, Semaphore free) {
            this.number = number;
            this.free = free;
        }

        @Override
        public void opened(Client client) {
            clients[number] = client;
        }

        @Override
        public void text(Client client, byte[] bytes, int offset, int length) {
            if (ids[number] == null) {
                ids[number] = identity(bytes, offset, length);
                free.release();
            } else {
                watcher.saw(number, bytes, offset, length);
            }
        }

        @Override
        public void closed(Client client, int code) {
            closed++;
            leaving.release();
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
