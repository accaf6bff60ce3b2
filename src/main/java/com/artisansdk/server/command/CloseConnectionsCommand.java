package com.artisansdk.server.command;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.OneOrMany;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Closes connections: the one named, those of some types, or, when nothing is said, all.
 *
 * @param uuid the one to close
 * @param type the types to close; with a uuid, the one named is closed only if it is of such a type
 */
public record CloseConnectionsCommand(
        Optional<UUID> uuid, @OneOrMany List<String> type) implements Command {

    public CloseConnectionsCommand {
        type = List.copyOf(type);
    }

    /** Closes everybody. */
    public static CloseConnectionsCommand all() {
        return new CloseConnectionsCommand(Optional.empty(), List.of());
    }

    /** Closes one connection. */
    public static CloseConnectionsCommand one(UUID uuid) {
        return new CloseConnectionsCommand(Optional.of(uuid), List.of());
    }

    /** Closes those of some types. */
    public static CloseConnectionsCommand ofTypes(String... types) {
        return new CloseConnectionsCommand(Optional.empty(), List.of(types));
    }

    @Override
    public void run(Manager manager) {
        List<Connection> closing = manager.connections().all().stream()
                .filter(connection -> uuid.isEmpty() || uuid.get().equals(connection.id()))
                .filter(connection -> type.isEmpty() || type.contains(connection.type()))
                .toList();
        if (uuid.isPresent() && closing.isEmpty()) {
            manager.counters().count(Counters.COMMANDS_MISSED);
        }
        closing.forEach(connection -> manager.end(connection, Disconnect.KICKED));
    }
}
