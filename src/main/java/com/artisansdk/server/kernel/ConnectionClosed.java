package com.artisansdk.server.kernel;

import java.util.UUID;

/** A connection has closed, whoever started it. A CDI event, fired on the loop, for code that only watches. */
public record ConnectionClosed(UUID connection) {}
