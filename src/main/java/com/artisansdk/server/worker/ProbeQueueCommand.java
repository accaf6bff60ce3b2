package com.artisansdk.server.worker;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import java.util.UUID;

/** Tells the server that sent it that the way from the queue to the loop is open. */
public record ProbeQueueCommand(UUID token) implements Command {

    /** That a probe has arrived. */
    public record Arrived(UUID token) {}

    @Override
    public void run(Manager manager) {
        manager.fire(new Arrived(token));
    }
}
