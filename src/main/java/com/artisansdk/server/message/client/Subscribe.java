package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;
import java.util.Optional;

/**
 * Subscribes the client to a topic, subject to the topic's own rule.
 *
 * @param topic its name or uuid
 * @param data anything, for the topic's rule
 */
@NoProtection
public record Subscribe(String topic, Optional<Object> data) implements ClientMessage {}
