package com.artisansdk.server.message;

import java.time.Instant;
import java.util.Optional;

/**
 * A client's message as it arrived.
 *
 * @param message what was said
 * @param id the frame's own id, when the client gave one; answers refer to it as {@code reply_to}
 * @param received when the server read it
 */
public record Envelope<M extends ClientMessage>(M message, Optional<String> id, Instant received) {

    /** An envelope around a message that came without an id. */
    public static <M extends ClientMessage> Envelope<M> of(M message, Instant received) {
        return new Envelope<>(message, Optional.empty(), received);
    }
}
