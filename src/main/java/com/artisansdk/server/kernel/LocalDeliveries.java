package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Departures;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Encoder;
import com.artisansdk.server.connection.Frame;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Delivers to the connections of this server alone. A message is encoded once for each language spoken, not for each client.
 *
 * <p>Frames are in their outboxes, and so in their order, at once; the outboxes leave for their lanes {@linkplain Loop#afterwards behind} the task, and
 * those right behind it. So a greeting and the roster that follows it are one write, and the lanes are woken once for many answers.
 */
public final class LocalDeliveries implements Deliveries {

    /** So many outboxes leave as one; what comes behind a delivery to many does not wait for all of it. */
    private static final int MANY = 64;

    private final Audiences audiences;
    private final Loop loop;
    private final Queue<Departures> ready = new ArrayDeque<>();
    private Departures boarding = new Departures();
    private boolean departing;

    /** Deliveries to whoever the audiences find, decided on a loop. */
    public LocalDeliveries(Audiences audiences, Loop loop) {
        this.audiences = audiences;
        this.loop = loop;
    }

    @Override
    public long deliver(Delivery delivery) {
        FanOut fanOut = new FanOut(delivery);
        audiences.forEach(delivery.audience(), fanOut);
        departSoon();
        return fanOut.bytes;
    }

    @Override
    public void end(Connection connection, Optional<Delivery> lastWord, Disconnect reason) {
        lastWord.ifPresent(delivery -> new FanOut(delivery).accept(connection));
        connection.outbox().finish(reason);
        departSoon();
    }

    private void departSoon() {
        if (boarding.size() >= MANY) {
            ready.add(boarding);
            boarding = new Departures();
        }
        if (!departing && (boarding.size() > 0 || !ready.isEmpty())) {
            departing = true;
            loop.afterwards(this::depart);
        }
    }

    private void depart() {
        departing = false;
        ready.add(boarding);
        boarding = new Departures();
        for (Departures next = ready.poll(); next != null; next = ready.poll()) {
            next.leave();
        }
    }

    private final class FanOut implements Consumer<Connection> {
        private final Delivery delivery;
        private final Map<Encoder, Optional<Frame>> frames = new HashMap<>(2);
        private long bytes;

        FanOut(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void accept(Connection connection) {
            frames.computeIfAbsent(connection.encoder(), this::encode).ifPresent(frame -> {
                connection.outbox().offer(frame, boarding);
                bytes += frame.bytes();
            });
        }

        private Optional<Frame> encode(Encoder encoder) {
            return encoder.encode(delivery.id(), delivery.timestamp(), delivery.message());
        }
    }
}
