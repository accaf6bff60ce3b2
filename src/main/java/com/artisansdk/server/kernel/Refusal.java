package com.artisansdk.server.kernel;

import java.util.Optional;

/**
 * What a client is told when it is refused.
 *
 * @param message what was wrong, its value, and what to do; never anything internal
 * @param replyTo the id of the refused frame, if it had one
 */
public record Refusal(Fault fault, String message, Optional<String> replyTo) {}
