package com.artisansdk.server.command;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;

/** Registers a topic that anybody may subscribe to, and tells everybody. One of that name stays as it is. */
public record RegisterTopicCommand(String name) implements Command {

    public RegisterTopicCommand {
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
    }

    @Override
    public void run(Manager manager) {
        manager.topics().register(name);
    }
}
