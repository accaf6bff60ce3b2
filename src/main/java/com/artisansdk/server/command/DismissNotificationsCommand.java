package com.artisansdk.server.command;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import java.util.UUID;

/** Empties a connection's notifications. */
public record DismissNotificationsCommand(UUID uuid) implements Command {

    @Override
    public void run(Manager manager) {
        manager.connections()
                .find(uuid)
                .ifPresentOrElse(
                        connection -> manager.notifications().dismiss(connection),
                        () -> manager.counters().count(Counters.COMMANDS_MISSED));
    }
}
