package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;
import java.util.Optional;

/** Makes the connection a player, and says who it is. A later join overwrites an earlier one. */
@NoProtection
public record JoinAsPlayer(Optional<Registration> registration) implements ClientMessage {}
