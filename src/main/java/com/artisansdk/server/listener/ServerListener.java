package com.artisansdk.server.listener;

import com.artisansdk.server.command.StopServerCommand;
import com.artisansdk.server.kernel.Listener;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.client.DrainServer;
import com.artisansdk.server.message.client.StopServer;
import java.util.List;

/** Lets an admin stop the server, and drain it. */
public final class ServerListener extends Listener {

    /** The listeners that every server has, for one boot of it. */
    public static List<Listener> all() {
        return List.of(new ConnectionListener(), new NotificationListener(), new TopicListener(), new ServerListener());
    }

    @Override
    protected void boot() {
        listen(StopServer.class, message -> new StopServerCommand());
        // No command of the queue: one that ran before the server was taken away could run again, and drain the next.
        listen(DrainServer.class, message -> Manager::drain);
    }
}
