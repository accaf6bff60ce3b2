package org.example.game;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.OwnedByClient;
import java.util.Optional;
import java.util.UUID;

/** Only its owner may tear a diary, or an admin. */
@ClientProtection
public record TearDiary(UUID of) implements ClientMessage, OwnedByClient {

    @Override
    public Optional<UUID> owner() {
        return Optional.of(of);
    }
}
