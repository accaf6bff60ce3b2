package org.example.giveaway.command;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.example.giveaway.GiveawayManager;
import org.example.giveaway.Prize;
import org.example.giveaway.Prizes;
import org.example.giveaway.message.AwardWinner;
import org.example.giveaway.message.UpdatePrizes;

/** Gives the next prize to one of the players. With the last prize, the other players have lost. */
public record PickRandomWinnerCommand() implements Command {

    private static final RandomGenerator RANDOM = new SecureRandom();

    @Override
    public void run(Manager manager) {
        Prizes prizes = GiveawayManager.of(manager).prizes();
        Optional<Prize> next = prizes.next();
        List<Connection> players = List.copyOf(manager.connections().ofType(Connection.PLAYER));
        if (next.isEmpty() || players.isEmpty()) {
            return;
        }

        Connection winner = players.get(RANDOM.nextInt(players.size()));
        Prize prize = prizes.award(next.get(), winner.id());
        winner.become(GiveawayManager.WINNER);
        winner.attribute(GiveawayManager.PRIZE, prize, View.PUBLIC);
        if (prizes.next().isEmpty()) {
            players.stream().filter(player -> player != winner).forEach(player -> player.become(GiveawayManager.LOSER));
        }

        manager.roster().broadcast();
        manager.broadcast(new UpdatePrizes(prizes.all()));
        manager.send(winner, new AwardWinner(prize));
    }
}
