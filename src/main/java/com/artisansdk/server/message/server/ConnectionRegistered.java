package com.artisansdk.server.message.server;

import com.artisansdk.server.message.ServerMessage;
import java.util.Map;

/** Answers a join with the client's own connection, in full. */
public record ConnectionRegistered(Map<String, Object> connection) implements ServerMessage {}
