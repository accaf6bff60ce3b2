package com.artisansdk.server.timer;

import com.artisansdk.server.command.BroadcastCurrentUptimeCommand;
import com.artisansdk.server.kernel.Timer;
import java.time.Duration;
import java.util.Optional;

/** Tells everybody each second how long the server has been up. */
public final class CurrentUptime extends Timer {

    public CurrentUptime() {
        super(Duration.ofSeconds(1), new BroadcastCurrentUptimeCommand(Optional.empty()));
    }
}
