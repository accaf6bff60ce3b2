package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;
import java.util.Optional;

/** Makes the connection a spectator, and says who it is. A later join overwrites an earlier one. */
@NoProtection
public record JoinAsSpectator(Optional<Registration> registration) implements ClientMessage {}
