package com.artisansdk.server.timer;

import com.artisansdk.server.command.StopServerCommand;
import com.artisansdk.server.kernel.Timer;
import java.time.Duration;

/** Stops the server after it has been up for so long; it boots afresh, and the timer with it. */
public final class AutoRestartServer extends Timer {

    /** A timer for a restart. */
    public AutoRestartServer(Duration after) {
        super(after, new StopServerCommand());
        once();
    }
}
