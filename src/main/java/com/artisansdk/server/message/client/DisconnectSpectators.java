package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.AdminProtection;
import java.util.Optional;
import java.util.UUID;

/** Closes every spectator, or the one named. */
@AdminProtection
public record DisconnectSpectators(Optional<UUID> uuid) implements ClientMessage {}
