package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.View;
import com.artisansdk.server.topic.Topic;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Who is to hear something: a value, resolved when it is delivered, never a live collection. One that matches nobody is no
 * error; clients come and go.
 */
public sealed interface Audience {

    /** One connection. */
    record One(UUID connection) implements Audience {}

    /** Some connections. */
    record Some(Set<UUID> connections) implements Audience {
        public Some {
            connections = Collections.unmodifiableSet(new LinkedHashSet<>(connections));
        }
    }

    /** Every connection of some types. */
    record OfTypes(Set<String> types) implements Audience {
        public OfTypes {
            types = Set.copyOf(types);
        }
    }

    /** Every connection of a user. */
    record OfUser(String user) implements Audience {}

    /** Every subscriber of a topic. */
    record Subscribers(UUID to) implements Audience {}

    /** Everybody who is shown a view: admins the full one, all others the public one. */
    record Seeing(View view) implements Audience {}

    /** Everybody. */
    record Everyone() implements Audience {}

    /** An audience without one of its connections. */
    record Except(Audience audience, UUID connection) implements Audience {}

    static Audience connection(UUID connection) {
        return new One(connection);
    }

    /** Some connections, in the order in which they are given. */
    static Audience connections(Collection<UUID> connections) {
        return new Some(new LinkedHashSet<>(connections));
    }

    static Audience types(Collection<String> types) {
        return new OfTypes(Set.copyOf(types));
    }

    static Audience type(String type) {
        return new OfTypes(Set.of(type));
    }

    static Audience user(String user) {
        return new OfUser(user);
    }

    static Audience topic(Topic topic) {
        return new Subscribers(topic.uuid());
    }

    static Audience seeing(View view) {
        return new Seeing(view);
    }

    static Audience everyone() {
        return new Everyone();
    }

    /** The topic whose subscribers this is, or some of them. */
    default Optional<UUID> topic() {
        if (this instanceof Except except) {
            return except.audience().topic();
        }
        return this instanceof Subscribers subscribers ? Optional.of(subscribers.to()) : Optional.empty();
    }

    /** This audience, but for one connection. */
    default Audience except(UUID connection) {
        return new Except(this, connection);
    }
}
