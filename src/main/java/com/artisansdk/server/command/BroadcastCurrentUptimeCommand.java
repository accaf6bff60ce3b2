package com.artisansdk.server.command;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.server.CurrentUptime;
import java.util.Optional;

/**
 * Tells everybody how long the server has been up.
 *
 * @param start since when, in seconds since the epoch; the server's own start when left out
 */
public record BroadcastCurrentUptimeCommand(Optional<Long> start) implements Command {

    @Override
    public void run(Manager manager) {
        long since = start.orElseGet(() -> manager.started().getEpochSecond());
        long now = manager.now().getEpochSecond();
        manager.broadcast(new CurrentUptime(now - since, since, now));
    }
}
