package com.artisansdk.server.message.server;

import com.artisansdk.server.message.Latest;

/** How long the server has been up: seconds since {@code start}, and both ends in seconds since the epoch. */
public record CurrentUptime(long elapsed, long start, long now) implements Latest {}
