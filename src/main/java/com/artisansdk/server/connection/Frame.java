package com.artisansdk.server.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What leaves for a client: an encoded text, or a ping. Encoded once, in UTF-8 too, and shared by all who receive it. Of any thread.
 */
public final class Frame {

    private static final int PING_BYTES = 2;

    /** A ping (RFC 6455, section 5.5.2), which takes its turn like any other write. */
    public static final Frame PING = new Frame(ByteBuffer.allocate(0), PING_BYTES, "", Optional.of("ping"));

    private final ByteBuffer utf8;
    private final int bytes;
    private final Optional<String> state;
    // Where the container takes what is encoded, nobody asks for it. Made twice at worst, and the same.
    private @Nullable String text;

    private Frame(ByteBuffer utf8, int bytes, @Nullable String text, Optional<String> state) {
        this.utf8 = utf8.asReadOnlyBuffer();
        this.bytes = bytes;
        this.text = text;
        this.state = state;
    }

    /** A frame that always stands behind what waits already. */
    public static Frame of(String text) {
        ByteBuffer utf8 = utf8(text);
        return new Frame(utf8, utf8.remaining(), text, Optional.empty());
    }

    /** A frame that takes the place of a waiting one of the same state. */
    public static Frame latest(String state, String text) {
        ByteBuffer utf8 = utf8(text);
        return new Frame(utf8, utf8.remaining(), text, Optional.of(state));
    }

    /** The same, of a text that is encoded already, in two parts. */
    public static Frame latest(String state, ByteBuffer begin, ByteBuffer end) {
        ByteBuffer utf8 = ByteBuffer.allocate(begin.remaining() + end.remaining());
        utf8.put(begin.duplicate()).put(end.duplicate()).flip();
        return new Frame(utf8, utf8.remaining(), null, Optional.of(state));
    }

    /** The text; empty for a ping. */
    public String text() {
        String known = text;
        if (known == null) {
            known = StandardCharsets.UTF_8.decode(utf8.duplicate()).toString();
            text = known;
        }
        return known;
    }

    /** The text in UTF-8, to be read by the caller alone. */
    public ByteBuffer utf8() {
        return utf8.duplicate();
    }

    /** How much it weighs in an outbox: the length of its UTF-8. */
    public int bytes() {
        return bytes;
    }

    /** What it states the latest of, if it may take the place of an older one that still waits. */
    public Optional<String> state() {
        return state;
    }

    /** Whether this is {@link #PING}, the only frame without a text. */
    public boolean isPing() {
        return !utf8.hasRemaining();
    }

    /** A text in UTF-8. */
    public static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Frame frame
                && bytes == frame.bytes
                && utf8.equals(frame.utf8)
                && state.equals(frame.state);
    }

    @Override
    public int hashCode() {
        return utf8.hashCode();
    }

    @Override
    public String toString() {
        return isPing() ? "ping" : text();
    }
}
