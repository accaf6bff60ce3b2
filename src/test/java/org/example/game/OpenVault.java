package org.example.game;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;

/** Anybody may say it; whom the vault opens for is the vault's own decision. */
@NoProtection
public record OpenVault() implements ClientMessage {}
