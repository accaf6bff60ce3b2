package com.artisansdk.server.message.server;

import com.artisansdk.server.message.Latest;
import java.util.Map;
import java.util.UUID;

/**
 * The roster.
 *
 * @param connections the first so many connections by uuid, in order of opening; not to be changed afterwards
 * @param total how many there are, listed or not
 */
public record UpdateConnections(Map<UUID, Map<String, Object>> connections, int total) implements Latest {}
