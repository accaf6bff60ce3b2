package com.artisansdk.server.bench.ours;

import com.artisansdk.server.message.ServerMessage;

/** What the client has said. */
public record Echoed(String stamp, String padding) implements ServerMessage {}
