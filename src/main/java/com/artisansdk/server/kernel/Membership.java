package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import java.util.Optional;

/**
 * That a connection is subscribed to a topic.
 *
 * @param kept what the topic's rule wanted to have kept
 */
public record Membership(Connection connection, Optional<Object> kept) {}
