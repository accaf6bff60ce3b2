package org.example.giveaway.command;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import java.util.List;
import org.example.giveaway.GiveawayManager;
import org.example.giveaway.Prizes;
import org.example.giveaway.message.UpdatePrizes;

/** Takes all prizes away. Winners and losers are players again. */
public record ResetPrizesCommand() implements Command {

    @Override
    public void run(Manager manager) {
        Prizes prizes = GiveawayManager.of(manager).prizes();
        prizes.clear();
        for (String type : List.of(GiveawayManager.WINNER, GiveawayManager.LOSER)) {
            // A copy, for whoever becomes a player is no longer among them.
            for (Connection connection : List.copyOf(manager.connections().ofType(type))) {
                connection.removeAttribute(GiveawayManager.PRIZE);
                connection.become(Connection.PLAYER);
            }
        }

        manager.broadcast(new UpdatePrizes(prizes.all()));
        manager.roster().broadcast();
    }
}
