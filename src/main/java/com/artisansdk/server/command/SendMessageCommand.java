package com.artisansdk.server.command;

import com.artisansdk.server.kernel.Audience;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.OneOrMany;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Says anything to anyone, without a class of its own for it.
 *
 * @param name the frame's name
 * @param payload the frame's payload: values that have a JSON form, under keys other than {@code id}, {@code name} and {@code
 *     timestamp}
 * @param to who is to hear it
 * @param except one connection that is not to hear it
 */
public record SendMessageCommand(String name, Map<String, Object> payload, To to, Optional<UUID> except)
        implements Command {

    /** Who is to hear it: exactly one of these. */
    public record To(
            Optional<UUID> connection,
            @OneOrMany List<String> type,
            Optional<String> topic,
            Optional<Boolean> everyone) {

        public To {
            type = List.copyOf(type);
            long said = Stream.of(connection.isPresent(), !type.isEmpty(), topic.isPresent(), everyone.isPresent())
                    .filter(it -> it)
                    .count();
            if (said != 1 || !everyone.orElse(true)) {
                throw new IllegalArgumentException("to must be exactly one of {\"connection\": uuid}, "
                        + "{\"type\": text or list}, {\"topic\": name or uuid} and {\"everyone\": true}");
            }
        }

        /** One connection. */
        public static To connection(UUID uuid) {
            return new To(Optional.of(uuid), List.of(), Optional.empty(), Optional.empty());
        }

        /** Every connection of some types. */
        public static To types(String... types) {
            return new To(Optional.empty(), List.of(types), Optional.empty(), Optional.empty());
        }

        /** Every subscriber of a topic. */
        public static To topic(String nameOrUuid) {
            return new To(Optional.empty(), List.of(), Optional.of(nameOrUuid), Optional.empty());
        }

        /** Everybody. */
        public static To all() {
            return new To(Optional.empty(), List.of(), Optional.empty(), Optional.of(true));
        }

        /** The audience, unless it is a connection or topic that is no longer there. */
        Optional<Audience> audience(Manager manager) {
            if (connection.isPresent()) {
                return manager.connections().find(connection.get()).map(it -> Audience.connection(it.id()));
            }
            if (topic.isPresent()) {
                return manager.topics().find(topic.get()).map(Audience::topic);
            }
            return Optional.of(type.isEmpty() ? Audience.everyone() : Audience.types(type));
        }
    }

    public SendMessageCommand {
        // Fails here, where it is made, rather than where it runs.
        NamedMessage message = new NamedMessage(name, payload);
        payload = message.payload();
    }

    /** Says something to an audience, nobody excepted. */
    public SendMessageCommand(String name, Map<String, Object> payload, To to) {
        this(name, payload, to, Optional.empty());
    }

    @Override
    public void run(Manager manager) {
        to.audience(manager)
                .map(audience -> except.map(audience::except).orElse(audience))
                .ifPresentOrElse(
                        audience -> manager.send(audience, new NamedMessage(name, payload)),
                        () -> manager.counters().count(Counters.COMMANDS_MISSED));
    }
}
