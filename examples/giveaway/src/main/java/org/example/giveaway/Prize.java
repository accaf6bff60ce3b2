package org.example.giveaway;

import java.util.Optional;
import java.util.UUID;

/**
 * A prize, as everybody sees it.
 *
 * @param awarded whether somebody has won it
 * @param name what there is to win
 * @param sponsor who gives it
 * @param uuid the prize's own identity
 * @param winner the connection that has won it
 */
public record Prize(boolean awarded, String name, Optional<String> sponsor, UUID uuid, Optional<UUID> winner) {

    /** A prize that is still to be won. */
    static Prize of(NewPrize prize) {
        return new Prize(false, prize.name(), prize.sponsor(), UUID.randomUUID(), Optional.empty());
    }

    /** The same prize, won. */
    Prize wonBy(UUID connection) {
        return new Prize(true, name, sponsor, uuid, Optional.of(connection));
    }
}
