package com.artisansdk.server.kernel;

import java.time.Instant;

/** The server has booted, for the first time or after a restart. A CDI event, fired on the loop, for code that only watches. */
public record ServerStarted(Instant started) {}
