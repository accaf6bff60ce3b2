package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.message.ServerMessage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Deliveries among which some are coalesced: what states how things are, and is owed to one connection after the other, is made once for all of
 * them.
 *
 * <p>It is sent behind the task that owes it and those right behind that ({@link Loop#afterwards}), or before anything else that one of them is
 * sent; so nobody could tell it from one sent at once, but for the time. On the loop.
 */
final class CoalescedDeliveries implements Deliveries {

    private final Deliveries deliveries;
    private final Loop loop;
    private final BiConsumer<Audience, ServerMessage> send;
    private final Map<Supplier<? extends ServerMessage>, Set<UUID>> owed = new LinkedHashMap<>();
    private boolean settlesLater;

    /**
     * Deliveries by others, with what is owed in its place before them.
     *
     * @param send sends what was owed, through these deliveries
     */
    CoalescedDeliveries(Deliveries deliveries, Loop loop, BiConsumer<Audience, ServerMessage> send) {
        this.deliveries = deliveries;
        this.loop = loop;
        this.send = send;
    }

    /**
     * Owes a connection something, behind what it is owed already.
     *
     * @param what makes it when it is sent; the same object each time that the same is owed
     */
    void owe(Connection to, Supplier<? extends ServerMessage> what) {
        settleLater();
        boolean found = false;
        for (Map.Entry<Supplier<? extends ServerMessage>, Set<UUID>> each : owed.entrySet()) {
            if (found && each.getValue().contains(to.id())) {
                // It would come before what was owed earlier.
                settle();
                break;
            }
            found |= each.getKey() == what;
        }
        owed.computeIfAbsent(what, first -> new LinkedHashSet<>()).add(to.id());
    }

    @Override
    public long deliver(Delivery delivery) {
        settleLater();
        settleBefore(delivery.audience());
        return deliveries.deliver(delivery);
    }

    @Override
    public void end(Connection connection, Optional<Delivery> lastWord, Disconnect reason) {
        settleLater();
        settleBefore(Audience.connection(connection.id()));
        deliveries.end(connection, lastWord, reason);
    }

    /** The server stops: nothing is owed to anybody any more. */
    void stop() {
        owed.clear();
    }

    /** Always ahead of what is delivered: then what was owed is part of the same write. */
    private void settleLater() {
        if (!settlesLater) {
            settlesLater = true;
            loop.afterwards(() -> {
                settlesLater = false;
                settle();
            });
        }
    }

    private void settleBefore(Audience audience) {
        boolean concernsNobodyOwed = audience instanceof Audience.One one
                && owed.values().stream().noneMatch(ids -> ids.contains(one.connection()));
        if (!owed.isEmpty() && !concernsNobodyOwed) {
            settle();
        }
    }

    private void settle() {
        if (owed.isEmpty()) {
            return;
        }
        Map<Supplier<? extends ServerMessage>, Set<UUID>> due = new LinkedHashMap<>(owed);
        owed.clear();
        due.forEach((what, to) -> send.accept(Audience.connections(to), what.get()));
    }
}
