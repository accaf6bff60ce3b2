package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.OneOrMany;
import com.artisansdk.server.protection.AdminProtection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Closes the connection named, or those of some types, or all of them, the admin who asks included. */
@AdminProtection
public record DisconnectAll(@OneOrMany List<String> type, Optional<UUID> uuid) implements ClientMessage {

    public DisconnectAll {
        type = List.copyOf(type);
    }
}
