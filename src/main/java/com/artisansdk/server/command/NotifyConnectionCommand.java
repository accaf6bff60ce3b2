package com.artisansdk.server.command;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import java.util.Optional;
import java.util.UUID;

/** Notifies a connection in a sender's name. One that has closed is not missed by anyone. */
public record NotifyConnectionCommand(UUID receiver, UUID sender) implements Command {

    @Override
    public void run(Manager manager) {
        Optional<Connection> found = manager.connections().find(receiver);
        found.ifPresentOrElse(
                connection -> manager.notifications().send(connection, sender),
                () -> manager.counters().count(Counters.COMMANDS_MISSED));
    }
}
