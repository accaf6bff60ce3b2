package org.example.broken;

import com.artisansdk.server.message.ClientMessage;

/** A client message that does not say who may say it. */
public record Shout(String text) implements ClientMessage {}
