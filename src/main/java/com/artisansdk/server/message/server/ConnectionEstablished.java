package com.artisansdk.server.message.server;

import com.artisansdk.server.message.ServerMessage;
import java.util.Map;

/** Greets a client with its own connection, in full. */
public record ConnectionEstablished(Map<String, Object> connection) implements ServerMessage {}
