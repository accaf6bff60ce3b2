package com.artisansdk.server.kernel;

/** The server is about to close every connection and to drop all state. A CDI event, fired on the loop, for code that only watches. */
public record ServerStopping() {}
