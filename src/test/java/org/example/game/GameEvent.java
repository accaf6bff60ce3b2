package org.example.game;

import com.artisansdk.server.message.ServerMessage;

/** Something happened in the game. */
public record GameEvent(String what) implements ServerMessage {}
