package com.artisansdk.server.message;

import java.util.Map;
import java.util.Set;

/**
 * A server message without a record of its own: any name, any payload.
 *
 * @param messageName the name on the wire, not blank
 * @param payload the payload's keys, beside {@code id}, {@code name} and {@code timestamp}, which it may not hold
 */
public record NamedMessage(String messageName, Map<String, Object> payload) implements ServerMessage {

    /** The keys that every frame has, and that no payload may hold. */
    public static final Set<String> RESERVED = Set.of("id", "name", "timestamp");

    public NamedMessage {
        if (messageName.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        for (String reserved : RESERVED) {
            if (payload.containsKey(reserved)) {
                throw new IllegalArgumentException(
                        "payload must not hold \"" + reserved + "\": every frame has one of its own");
            }
        }
    }
}
