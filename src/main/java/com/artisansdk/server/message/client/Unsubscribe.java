package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;

/**
 * Unsubscribes the client from a topic.
 *
 * @param topic its name or uuid
 */
@NoProtection
public record Unsubscribe(String topic) implements ClientMessage {}
