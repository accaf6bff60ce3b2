package com.artisansdk.server.connection;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What leaves for a client: an encoded text, or a ping. Encoded once, shared by all who receive it.
 *
 * @param text the text of the frame; empty for a ping
 * @param bytes how much it weighs in an outbox: the length of its UTF-8
 * @param state what it states the latest of, if it may take the place of an older one that still waits
 */
public record Frame(String text, int bytes, Optional<String> state) {

    /** A ping (RFC 6455, section 5.5.2), which takes its turn like any other write. */
    public static final Frame PING = new Frame("", 2, Optional.of("ping"));

    /** A frame that always stands behind what waits already. */
    public static Frame of(String text) {
        return new Frame(text, utf8Length(text), Optional.empty());
    }

    /** A frame that takes the place of a waiting one of the same state. */
    public static Frame latest(String state, String text) {
        return new Frame(text, utf8Length(text), Optional.of(state));
    }

    /** Whether this is {@link #PING}, the only frame without a text. */
    public boolean isPing() {
        return text.isEmpty();
    }

    /** How many bytes a text takes in UTF-8. (The JDK encodes plain ASCII faster than anybody could count it.) */
    public static int utf8Length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
