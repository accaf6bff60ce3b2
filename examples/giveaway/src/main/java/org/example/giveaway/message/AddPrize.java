package org.example.giveaway.message;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.AdminProtection;
import org.example.giveaway.NewPrize;

/** Adds a prize. */
@AdminProtection
public record AddPrize(NewPrize prize) implements ClientMessage {}
