package com.artisansdk.server.message.server;

import com.artisansdk.server.message.ServerMessage;
import java.util.Map;

/** Answers the right password: the connection is admin now. */
public record ConnectionAuthenticated(Map<String, Object> connection) implements ServerMessage {}
