package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;

/** A client's message, and who said it. */
public record Received<M extends ClientMessage>(Connection connection, Envelope<M> envelope) {

    /** What was said. */
    public M message() {
        return envelope.message();
    }
}
