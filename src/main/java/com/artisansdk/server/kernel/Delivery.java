package com.artisansdk.server.kernel;

import com.artisansdk.server.message.ServerMessage;
import java.time.Instant;
import java.util.UUID;

/**
 * The decision that some audience hears a message.
 *
 * @param id the same for everybody who hears it
 * @param timestamp when it was decided
 */
public record Delivery(UUID id, Instant timestamp, Audience audience, ServerMessage message) {}
