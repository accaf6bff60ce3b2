package com.artisansdk.server.command;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;

/** Closes every client with 1012, drops all state, and boots the server afresh, if {@code server.restart} says so. */
public record StopServerCommand() implements Command {

    @Override
    public void run(Manager manager) {
        manager.restart();
    }
}
