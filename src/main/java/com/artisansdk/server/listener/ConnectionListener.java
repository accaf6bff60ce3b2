package com.artisansdk.server.listener;

import com.artisansdk.server.command.CloseConnectionsCommand;
import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Listener;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Received;
import com.artisansdk.server.kernel.Rejection;
import com.artisansdk.server.message.client.Authenticate;
import com.artisansdk.server.message.client.DisconnectAll;
import com.artisansdk.server.message.client.DisconnectPlayers;
import com.artisansdk.server.message.client.DisconnectSpectators;
import com.artisansdk.server.message.client.JoinAsPlayer;
import com.artisansdk.server.message.client.JoinAsSpectator;
import com.artisansdk.server.message.client.Registration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lets connections join, become admin, and be closed. */
public final class ConnectionListener extends Listener {

    @Override
    protected void boot() {
        hear(JoinAsPlayer.class, it -> join(it, Connection.PLAYER, it.message().registration()));
        hear(
                JoinAsSpectator.class,
                it -> join(it, Connection.SPECTATOR, it.message().registration()));
        hear(
                Authenticate.class,
                it -> manager -> manager.authenticate(
                        it.connection(), it.envelope(), it.message().password()));
        listen(DisconnectAll.class, it -> close(it.uuid(), it.type()));
        listen(DisconnectPlayers.class, it -> close(it.uuid(), List.of(Connection.PLAYER)));
        listen(DisconnectSpectators.class, it -> close(it.uuid(), List.of(Connection.SPECTATOR)));
    }

    private static Command join(Received<?> received, String type, Optional<Registration> said) {
        Registration registration = said.orElseGet(Registration::none);
        return manager ->
                manager.register(received.connection(), type, registration.displayName(), registration.displayEmail());
    }

    private static Command close(Optional<UUID> uuid, List<String> types) {
        return manager -> {
            uuid.ifPresent(named -> requireConnection(manager, named, types));
            manager.run(new CloseConnectionsCommand(uuid, types));
        };
    }

    private static void requireConnection(Manager manager, UUID uuid, List<String> types) {
        boolean found = manager.connections()
                .find(uuid)
                .filter(connection -> types.isEmpty() || types.contains(connection.type()))
                .isPresent();
        if (!found) {
            throw Rejection.notFound(types.isEmpty() ? "connection" : String.join(" or ", types), uuid);
        }
    }
}
