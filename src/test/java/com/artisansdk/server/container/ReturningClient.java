package com.artisansdk.server.container;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A client that comes back whenever its connection ends, after a random time, and remembers all that it heard. */
final class ReturningClient implements AutoCloseable {

    /** Stands for the close code of a connection that just broke. */
    static final int LOST = 1006;

    private static final int MOST_PAUSE_MS = 500;

    private final HttpClient http;
    private final URI server;
    private final List<JsonObject> frames = new CopyOnWriteArrayList<>();
    private final List<Integer> closes = new CopyOnWriteArrayList<>();
    private final List<Integer> refusals = new CopyOnWriteArrayList<>();
    private volatile boolean open;
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean over;
    private volatile CompletableFuture<WebSocket> socket = new CompletableFuture<>();

    /** Connects, for the first time. */
    ReturningClient(HttpClient http, URI server) {
        this.http = http;
        this.server = server;
        connect();
    }

    private void connect() {
        if (over) {
            return;
        }
        socket = http.newWebSocketBuilder().buildAsync(server, new Ear()).whenComplete((opened, failure) -> {
            if (failure != null) {
                Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                if (cause instanceof WebSocketHandshakeException refused) {
                    refusals.add(refused.getResponse().statusCode());
                }
                returnLater();
            } else if (over) {
                opened.abort();
            }
        });
    }

    private void returnLater() {
        Executor later = CompletableFuture.delayedExecutor(
                ThreadLocalRandom.current().nextInt(MOST_PAUSE_MS), TimeUnit.MILLISECONDS);
        later.execute(this::connect);
    }

    boolean isOpen() {
        return open;
    }

    /** The frames it has heard, over all connections. */
    List<JsonObject> frames() {
        return List.copyOf(frames);
    }

    /** The frames of one name. */
    List<JsonObject> frames(String name) {
        return frames.stream()
                .filter(frame -> frame.getString("name").equals(name))
                .toList();
    }

    /** For how long it has heard no frame; pings are none. */
    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    /** How its connections ended, one after the other. */
    List<Integer> closes() {
        return List.copyOf(closes);
    }

    /** The HTTP status of each handshake that was refused. */
    List<Integer> refusals() {
        return List.copyOf(refusals);
    }

    /** Leaves, and stays away. */
    @Override
    public void close() {
        over = true;
        socket = socket.whenComplete((opened, failure) -> {
            if (opened != null) {
                opened.abort();
            }
        });
    }

    private void ended(int code) {
        open = false;
        if (!over) {
            closes.add(code);
            returnLater();
        }
    }

    private final class Ear implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();

        @Override
        public void onOpen(WebSocket opened) {
            open = true;
            opened.request(1);
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            begun.append(part);
            if (last) {
                lastHeard = System.nanoTime();
                frames.add(Json.createReader(new StringReader(begun.toString())).readObject());
                begun.setLength(0);
            }
            from.request(1);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            ended(code);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended(LOST);
        }
    }
}
