package org.example.chat;

import com.artisansdk.server.message.ServerMessage;

/** Somebody has said something. */
public record Said(String by, String text) implements ServerMessage {}
