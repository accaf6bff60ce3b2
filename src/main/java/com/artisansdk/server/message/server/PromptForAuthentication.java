package com.artisansdk.server.message.server;

import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.ServerMessage;

/**
 * Refuses a message for want of protection.
 *
 * @param previous what was refused, so that the client can send it again, whole, once it is admin
 */
public record PromptForAuthentication(Envelope<?> previous, String message, int code) implements ServerMessage {

    public PromptForAuthentication(Envelope<?> previous) {
        this(previous, "Authorization required.", 401);
    }
}
