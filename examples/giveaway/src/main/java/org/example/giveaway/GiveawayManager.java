package org.example.giveaway;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.timer.CurrentUptime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;
import org.example.giveaway.message.UpdatePrizes;

/** The server, with prizes. */
@ApplicationScoped
@Specializes
public class GiveawayManager extends Manager {

    /** The type of a connection that has won a prize. */
    public static final String WINNER = "winner";

    /** The type of a player for whom no prize was left. */
    public static final String LOSER = "loser";

    /** The attribute that holds what a winner has won. */
    public static final String PRIZE = "prize";

    private final Prizes prizes = new Prizes();

    /** The manager that runs a command: in this application it is always this one. */
    public static GiveawayManager of(Manager manager) {
        return (GiveawayManager) manager;
    }

    /** Called when the server starts, and again after each restart: begin with nothing left of before. */
    @Override
    protected void boot() {
        super.boot();
        prizes.clear();
        listener(new GiveawayListener());
        timer(new CurrentUptime());
    }

    /** A new client is shown the prizes, after all that it is shown anyway. */
    @Override
    public void open(Connection connection) {
        super.open(connection);
        send(connection, new UpdatePrizes(prizes.all()));
    }

    /** Whoever has won stays a winner, and does not become a player again by joining once more. */
    @Override
    public void register(Connection connection, String type, String name, String email) {
        boolean hasWon = connection.attribute(PRIZE).isPresent();
        super.register(connection, hasWon ? WINNER : type, name, email);
    }

    /** The prizes. On the loop. */
    public Prizes prizes() {
        loop().requireOnLoop();
        return prizes;
    }
}
