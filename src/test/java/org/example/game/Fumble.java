package org.example.game;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;

/** A message whose listener fails. */
@NoProtection
public record Fumble() implements ClientMessage {}
