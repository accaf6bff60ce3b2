package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.OwnedByClient;
import java.util.Optional;
import java.util.UUID;

/** Empties a connection's notifications; for that client itself, or an admin. */
@ClientProtection
public record DismissNotifications(UUID connection) implements ClientMessage, OwnedByClient {

    @Override
    public Optional<UUID> owner() {
        return Optional.of(connection);
    }
}
