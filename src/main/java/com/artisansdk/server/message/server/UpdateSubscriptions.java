package com.artisansdk.server.message.server;

import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.topic.Topic;
import java.util.Map;
import java.util.UUID;

/** The topics a client is subscribed to, by uuid. */
public record UpdateSubscriptions(Map<UUID, Topic> subscriptions) implements ServerMessage {}
