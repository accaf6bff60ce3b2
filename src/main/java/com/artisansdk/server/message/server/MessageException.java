package com.artisansdk.server.message.server;

import com.artisansdk.server.message.ServerMessage;
import java.util.Optional;

/**
 * Tells a client what was wrong with what it did.
 *
 * @param exception a stable word of the protocol, not a class name
 * @param message what was wrong, its value, and what to do
 * @param code a number in the manner of HTTP
 * @param replyTo the id of the client's frame, if it had one
 */
public record MessageException(String exception, String message, int code, Optional<String> replyTo)
        implements ServerMessage {}
