package com.artisansdk.server.protection;

import java.util.Optional;
import java.util.UUID;

/** Says whom something under {@link ClientProtection} is about. */
public interface OwnedByClient {

    /** The uuid of the connection this is about; empty when it is about whoever sent it. */
    Optional<UUID> owner();
}
