package com.artisansdk.server.listener;

import com.artisansdk.server.command.DismissNotificationsCommand;
import com.artisansdk.server.command.NotifyConnectionCommand;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Listener;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Received;
import com.artisansdk.server.kernel.Rejection;
import com.artisansdk.server.message.client.DismissNotifications;
import com.artisansdk.server.message.client.NotifyConnection;
import java.util.UUID;

/** Lets connections notify each other. */
public final class NotificationListener extends Listener {

    @Override
    protected void boot() {
        hear(NotifyConnection.class, NotificationListener::notifyConnection);
        listen(DismissNotifications.class, message -> manager -> {
            requireConnection(manager, message.connection());
            manager.run(new DismissNotificationsCommand(message.connection()));
        });
    }

    private static Command notifyConnection(Received<NotifyConnection> received) {
        UUID receiver = received.message().receiver();
        UUID sender = received.message().sender().orElse(received.connection().id());
        return manager -> {
            requireConnection(manager, sender);
            requireConnection(manager, receiver);
            manager.run(new NotifyConnectionCommand(receiver, sender));
        };
    }

    private static void requireConnection(Manager manager, UUID uuid) {
        if (manager.connections().find(uuid).isEmpty()) {
            throw Rejection.notFound("connection", uuid);
        }
    }
}
