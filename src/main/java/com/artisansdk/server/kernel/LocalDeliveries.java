package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Departures;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Encoder;
import com.artisansdk.server.connection.Frame;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Delivers to the connections of this server alone. A message is encoded once for each language spoken, not for each client. */
public final class LocalDeliveries implements Deliveries {

    private final Audiences audiences;

    /** Deliveries to whoever the audiences find. */
    public LocalDeliveries(Audiences audiences) {
        this.audiences = audiences;
    }

    @Override
    public long deliver(Delivery delivery) {
        try (Departures departures = new Departures()) {
            FanOut fanOut = new FanOut(delivery, departures);
            audiences.forEach(delivery.audience(), fanOut);
            return fanOut.bytes;
        }
    }

    @Override
    public void end(Connection connection, Optional<Delivery> lastWord, Disconnect reason) {
        try (Departures departures = new Departures()) {
            lastWord.ifPresent(delivery -> new FanOut(delivery, departures).accept(connection));
            connection.outbox().finish(reason);
        }
    }

    private static final class FanOut implements Consumer<Connection> {
        private final Delivery delivery;
        private final Departures departures;
        private final Map<Encoder, Optional<Frame>> frames = new HashMap<>(2);
        private long bytes;

        FanOut(Delivery delivery, Departures departures) {
            this.delivery = delivery;
            this.departures = departures;
        }

        @Override
        public void accept(Connection connection) {
            frames.computeIfAbsent(connection.encoder(), this::encode).ifPresent(frame -> {
                connection.outbox().offer(frame, departures);
                bytes += frame.bytes();
            });
        }

        private Optional<Frame> encode(Encoder encoder) {
            return encoder.encode(delivery.id(), delivery.timestamp(), delivery.message());
        }
    }
}
