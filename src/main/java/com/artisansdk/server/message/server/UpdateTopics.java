package com.artisansdk.server.message.server;

import com.artisansdk.server.message.Latest;
import com.artisansdk.server.topic.Topic;
import java.util.Map;
import java.util.UUID;

/** The topics there are, by uuid. */
public record UpdateTopics(Map<UUID, Topic> topics) implements Latest {}
