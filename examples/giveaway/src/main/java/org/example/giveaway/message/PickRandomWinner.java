package org.example.giveaway.message;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.AdminProtection;

/** Gives the next prize to one of the players. */
@AdminProtection
public record PickRandomWinner() implements ClientMessage {}
