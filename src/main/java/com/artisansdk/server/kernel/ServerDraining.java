package com.artisansdk.server.kernel;

/**
 * The server takes no clients and commands any more, and is about to close the clients it has. A CDI event, fired on the loop, for code
 * that only watches.
 */
public record ServerDraining() {}
