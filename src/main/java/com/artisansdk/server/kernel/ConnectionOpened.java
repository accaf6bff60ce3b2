package com.artisansdk.server.kernel;

import java.util.UUID;

/** A connection has opened. A CDI event, fired on the loop, for code that only watches. */
public record ConnectionOpened(UUID connection) {}
