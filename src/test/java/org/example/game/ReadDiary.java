package org.example.game;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.protection.OwnedByClient;
import java.util.Optional;
import java.util.UUID;

/** Anybody may say it; whose diary is read by whom is the vault's own decision. */
@NoProtection
public record ReadDiary(UUID of) implements ClientMessage, OwnedByClient {

    @Override
    public Optional<UUID> owner() {
        return Optional.of(of);
    }
}
