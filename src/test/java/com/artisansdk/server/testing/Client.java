package com.artisansdk.server.testing;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.testing.LookUpEncoder.Said;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;

/** A client of a {@link SmallServer}: its connection, and what came over its wire. */
public record Client(Connection connection, RecordingWire wire, LookUpEncoder encoder) {

    public UUID id() {
        return connection.id();
    }

    /** Everything it has heard since it last forgot. */
    public List<Said> heard() {
        return wire.frames().stream()
                .filter(Predicate.not(Frame::isPing))
                .map(encoder::lookUp)
                .toList();
    }

    /** What it has heard of one kind. */
    public <M extends ServerMessage> List<M> heard(Class<M> kind) {
        return heard().stream()
                .map(Said::message)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** The names of what it has heard, in order. */
    public List<String> heardNames() {
        return heard().stream().map(said -> said.message().messageName()).toList();
    }

    /** How often it was pinged. */
    public long pings() {
        return wire.frames().stream().filter(Frame::isPing).count();
    }

    /** How its socket was closed. */
    public List<Disconnect> closes() {
        return wire.closes();
    }

    /** Forgets what it has heard. */
    public void forget() {
        wire.forget();
    }
}
