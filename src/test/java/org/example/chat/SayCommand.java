package org.example.chat;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;

/** Says something to everybody. */
public record SayCommand(String by, String text) implements Command {

    @Override
    public void run(Manager manager) {
        manager.broadcast(new Said(by, text));
    }
}
