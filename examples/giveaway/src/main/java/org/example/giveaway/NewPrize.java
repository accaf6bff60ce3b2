package org.example.giveaway;

import java.util.Optional;

/**
 * A prize that somebody wants to add.
 *
 * @param name what there is to win, not blank
 * @param sponsor who gives it
 */
public record NewPrize(String name, Optional<String> sponsor) {

    public NewPrize {
        if (name.isBlank()) {
            throw new IllegalArgumentException("prize.name must not be blank");
        }
    }
}
