package org.example.giveaway.message;

import com.artisansdk.server.message.ServerMessage;
import org.example.giveaway.Prize;

/** Tells the winner what it has won. */
public record AwardWinner(Prize prize) implements ServerMessage {}
