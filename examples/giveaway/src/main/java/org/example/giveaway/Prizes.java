package org.example.giveaway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The prizes there are, in the order they were added. It belongs to the loop, like all of the server's state: no locks. */
public final class Prizes {

    private final Map<UUID, Prize> prizes = new LinkedHashMap<>();

    /** All of them, as a picture that no longer changes. */
    public List<Prize> all() {
        return List.copyOf(prizes.values());
    }

    /** The first that nobody has won yet. */
    public Optional<Prize> next() {
        return prizes.values().stream().filter(prize -> !prize.awarded()).findFirst();
    }

    /** Adds one. */
    public void add(NewPrize prize) {
        Prize added = Prize.of(prize);
        prizes.put(added.uuid(), added);
    }

    /** Gives one to a connection, and returns it as it is now. */
    public Prize award(Prize prize, UUID winner) {
        Prize awarded = prize.wonBy(winner);
        prizes.put(awarded.uuid(), awarded);
        return awarded;
    }

    /** Forgets all of them. */
    public void clear() {
        prizes.clear();
    }
}
