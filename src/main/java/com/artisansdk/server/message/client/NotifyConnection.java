package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.OwnedByClient;
import java.util.Optional;
import java.util.UUID;

/**
 * Notifies another connection.
 *
 * @param receiver who is notified
 * @param sender who notifies: the client itself when left out; only an admin may name another
 */
@ClientProtection
public record NotifyConnection(UUID receiver, Optional<UUID> sender) implements ClientMessage, OwnedByClient {

    @Override
    public Optional<UUID> owner() {
        return sender;
    }
}
