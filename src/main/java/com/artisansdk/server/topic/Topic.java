package com.artisansdk.server.topic;

import java.util.UUID;

/** A topic as everybody sees it. */
public record Topic(String name, UUID uuid) {}
