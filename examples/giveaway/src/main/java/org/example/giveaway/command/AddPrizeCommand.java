package org.example.giveaway.command;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import org.example.giveaway.GiveawayManager;
import org.example.giveaway.NewPrize;
import org.example.giveaway.Prizes;
import org.example.giveaway.message.UpdatePrizes;

/** Adds a prize, and tells everybody. */
public record AddPrizeCommand(NewPrize prize) implements Command {

    @Override
    public void run(Manager manager) {
        Prizes prizes = GiveawayManager.of(manager).prizes();
        prizes.add(prize);
        manager.broadcast(new UpdatePrizes(prizes.all()));
    }
}
