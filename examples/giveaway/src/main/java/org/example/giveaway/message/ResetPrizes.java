package org.example.giveaway.message;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.AdminProtection;

/** Takes all prizes away; winners and losers are players again. */
@AdminProtection
public record ResetPrizes() implements ClientMessage {}
