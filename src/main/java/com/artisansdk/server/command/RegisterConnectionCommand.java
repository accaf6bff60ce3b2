package com.artisansdk.server.command;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.client.Registration;
import java.util.Optional;
import java.util.UUID;

/** Says who a connection is, as a join does. */
public record RegisterConnectionCommand(Profile connection) implements Command {

    /**
     * Who a connection is. What is missing or blank stays anonymous; a missing type stays what it was.
     *
     * @param uuid the connection
     */
    public record Profile(
            UUID uuid,
            Optional<String> firstName,
            Optional<String> lastName,
            Optional<String> email,
            Optional<String> type) {

        Registration registration() {
            return new Registration(Optional.of(new Registration.FullName(firstName, lastName)), email);
        }
    }

    @Override
    public void run(Manager manager) {
        Registration registration = connection.registration();
        manager.connections()
                .find(connection.uuid())
                .ifPresentOrElse(
                        found -> manager.register(
                                found,
                                connection.type().orElse(found.type()),
                                registration.displayName(),
                                registration.displayEmail()),
                        () -> manager.counters().count(Counters.COMMANDS_MISSED));
    }
}
