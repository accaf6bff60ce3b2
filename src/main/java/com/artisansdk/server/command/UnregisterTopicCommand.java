package com.artisansdk.server.command;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import java.util.Optional;
import java.util.UUID;

/** Unregisters the topic of a name, or of a uuid, and tells its subscribers and everybody. */
public record UnregisterTopicCommand(Optional<String> name, Optional<UUID> uuid) implements Command {

    public UnregisterTopicCommand {
        if (name.isPresent() == uuid.isPresent()) {
            throw new IllegalArgumentException("exactly one of name and uuid must be given");
        }
    }

    /** Unregisters the topic of a name. */
    public static UnregisterTopicCommand named(String name) {
        return new UnregisterTopicCommand(Optional.of(name), Optional.empty());
    }

    @Override
    public void run(Manager manager) {
        String which = name.orElseGet(() -> uuid.map(UUID::toString).orElse(""));
        manager.topics()
                .find(which)
                .ifPresentOrElse(
                        topic -> manager.topics().unregister(topic),
                        () -> manager.counters().count(Counters.COMMANDS_MISSED));
    }
}
