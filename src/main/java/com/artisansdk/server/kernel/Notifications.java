package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.server.UpdateNotifications;
import com.artisansdk.server.notification.Notification;
import java.util.Map;
import java.util.UUID;

/** Who wants whose attention: one notification per sender and receiver, the latest replaces. On the loop. */
public final class Notifications {

    private final Manager manager;

    Notifications(Manager manager) {
        this.manager = manager;
    }

    /** Adds a notification, and shows the receiver all of its own. */
    public void send(Connection receiver, UUID sender) {
        receiver.addNotification(new Notification(sender, manager.now().getEpochSecond(), UUID.randomUUID()));
        show(receiver);
    }

    /** Forgets a receiver's notifications, and shows it that there are none. */
    public void dismiss(Connection receiver) {
        receiver.clearNotifications();
        show(receiver);
    }

    private void show(Connection receiver) {
        manager.send(receiver, new UpdateNotifications(Map.copyOf(receiver.notifications())));
    }
}
