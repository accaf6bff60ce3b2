package com.artisansdk.server.connection;

import com.artisansdk.server.message.ServerMessage;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Renders what the kernel has to say in the language that a connection speaks. */
public interface Encoder {

    /**
     * The frame for a message, or nothing where this language has no word for it.
     *
     * @param id the identity of this saying of the message, the same for all who hear it
     * @param timestamp when it was decided
     */
    Optional<Frame> encode(UUID id, Instant timestamp, ServerMessage message);
}
