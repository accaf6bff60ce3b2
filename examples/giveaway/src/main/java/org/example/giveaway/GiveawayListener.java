package org.example.giveaway;

import com.artisansdk.server.kernel.Listener;
import org.example.giveaway.command.AddPrizeCommand;
import org.example.giveaway.command.PickRandomWinnerCommand;
import org.example.giveaway.command.ResetPrizesCommand;
import org.example.giveaway.message.AddPrize;
import org.example.giveaway.message.PickRandomWinner;
import org.example.giveaway.message.ResetPrizes;

/** Lets an admin run the giveaway. */
public final class GiveawayListener extends Listener {

    @Override
    protected void boot() {
        listen(AddPrize.class, message -> new AddPrizeCommand(message.prize()));
        listen(PickRandomWinner.class, message -> new PickRandomWinnerCommand());
        listen(ResetPrizes.class, message -> new ResetPrizesCommand());
    }
}
