package com.artisansdk.server.message.server;

import com.artisansdk.server.message.ServerMessage;

/** A client was too slow to read, and so many messages will not reach it, which stood right before this one. */
public record MessagesMissed(long count) implements ServerMessage {}
