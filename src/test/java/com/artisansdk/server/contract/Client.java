package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A browser, as a test sees it: says texts, hears frames one after the other, and is closed. */
public abstract class Client {

    private static final long PATIENCE_SECONDS = 10;

    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final Set<String> ignored = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private volatile UUID id = new UUID(0, 0);

    /** Sends a text frame as it is. */
    public abstract void saysExactly(String text);

    /** Sends a binary frame. */
    public abstract void saysBinary(byte[] bytes);

    /** Closes from the client's side. */
    public abstract void leaves();

    /** Sends a text frame; single quotes stand for double ones. */
    public final void says(String text) {
        saysExactly(text.replace('\'', '"'));
    }

    /** Does not listen to frames of this name, which come when they please. */
    public final void ignores(String name) {
        ignored.add(name);
    }

    /** The next frame, which must have this name. */
    public final JsonObject hears(String name) {
        JsonObject frame = next(name);
        assertThat(frame.getString("name")).as("%s", frame).isEqualTo(name);
        return frame;
    }

    /** The next frame, whatever it is, which may take long. */
    public final JsonObject hearsWithin(Duration patience) {
        return next("anything", patience);
    }

    /** The next frame, whatever it is. */
    public final JsonObject hearsAny() {
        return next("anything");
    }

    /** The name of the next frame. */
    public final String hearsWhat() {
        return next("anything").getString("name");
    }

    /** The next frame of this name, whatever comes before it. */
    public final JsonObject hearsEventually(String name) {
        JsonObject frame = next(name);
        while (!frame.getString("name").equals(name)) {
            frame = next(name);
        }
        return frame;
    }

    /** The next frame, which must be an exception of this word and code. */
    public final JsonObject isTold(String exception, int code) {
        JsonObject frame = hears("MessageException");
        assertThat(frame.getString("exception")).as("%s", frame).isEqualTo(exception);
        assertThat(frame.getInt("code")).isEqualTo(code);
        return frame;
    }

    /** Nothing has been said to this client since the last frame it heard: an echo comes back at once. */
    public final void hearsNothing() {
        String mark = UUID.randomUUID().toString();
        says("{'name': 'an echo', 'id': '%s'}".formatted(mark));
        JsonObject frame = next("an echo");
        assertThat(frame.getString("reply_to", "")).as("%s", frame).isEqualTo(mark);
    }

    /** Everything that was said to this client since the last frame it heard. */
    public final List<JsonObject> hearsAll() {
        String mark = UUID.randomUUID().toString();
        says("{'name': 'an echo', 'id': '%s'}".formatted(mark));
        List<JsonObject> all = new ArrayList<>();
        for (JsonObject frame = next("an echo");
                !frame.getString("reply_to", "").equals(mark);
                frame = next("an echo")) {
            all.add(frame);
        }
        return all;
    }

    /** Waits for the connection to close, and returns the code. */
    public final int isClosed() {
        try {
            return closed.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (Exception open) {
            return fail("still open after " + PATIENCE_SECONDS + " s, having heard " + frames);
        }
    }

    /** Whether the connection is open. */
    public final boolean isOpen() {
        return !closed.isDone();
    }

    /** The connection's uuid, as the greeting said. */
    public final UUID id() {
        return id;
    }

    /** Hears the greeting and the first roster. */
    public final void isGreeted() {
        JsonObject connection = hears("ConnectionEstablished").getJsonObject("connection");
        id = UUID.fromString(connection.getString("uuid"));
        hears("UpdateConnections");
    }

    /** For the wire: a frame has arrived. */
    protected final void arrived(String text) {
        frames.add(Json.createReader(new StringReader(text)).readObject());
    }

    /** For the wire: it is closed. */
    protected final void ended(int code) {
        closed.complete(code);
    }

    private JsonObject next(String expected) {
        return next(expected, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    private JsonObject next(String expected, Duration patience) {
        long until = System.nanoTime() + patience.toNanos();
        try {
            JsonObject frame = frames.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            while (frame != null && ignored.contains(frame.getString("name"))) {
                // Those that are ignored may come for ever; what is waited for must come in time.
                frame = frames.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            return frame != null
                    ? frame
                    : fail("heard nothing, expected " + expected + (isOpen() ? "" : ", closed " + closed.join()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return fail("interrupted");
        }
    }
}
