package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Connections;
import com.artisansdk.server.connection.View;
import java.util.function.Consumer;

/** Finds who is meant by an {@link Audience}, at a cost of those who are, not of all who are here. On the loop. */
public final class Audiences {

    private final Connections connections;
    private final Topics topics;

    Audiences(Connections connections, Topics topics) {
        this.connections = connections;
        this.topics = topics;
    }

    /** Hands each connection of an audience to an action, once. */
    public void forEach(Audience audience, Consumer<Connection> action) {
        if (audience instanceof Audience.One one) {
            connections.find(one.connection()).ifPresent(action);
        } else if (audience instanceof Audience.Some some) {
            some.connections().forEach(id -> connections.find(id).ifPresent(action));
        } else if (audience instanceof Audience.OfTypes typed) {
            typed.types().forEach(type -> connections.ofType(type).forEach(action));
        } else if (audience instanceof Audience.OfUser owned) {
            connections.ofUser(owned.user()).forEach(action);
        } else if (audience instanceof Audience.Subscribers subscribers) {
            topics.members(subscribers.to()).forEach(membership -> action.accept(membership.connection()));
        } else if (audience instanceof Audience.Seeing seeing) {
            forEachSeeing(seeing.view(), action);
        } else if (audience instanceof Audience.Everyone) {
            connections.all().forEach(action);
        } else if (audience instanceof Audience.Except except) {
            forEach(except.audience(), connection -> {
                if (!connection.id().equals(except.connection())) {
                    action.accept(connection);
                }
            });
        }
    }

    private void forEachSeeing(View view, Consumer<Connection> action) {
        if (view == View.FULL) {
            connections.admins().forEach(action);
            return;
        }
        for (Connection connection : connections.all()) {
            if (!connection.isAdmin()) {
                action.accept(connection);
            }
        }
    }
}
