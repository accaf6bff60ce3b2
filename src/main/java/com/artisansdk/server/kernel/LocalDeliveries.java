package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
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
        FanOut fanOut = new FanOut(delivery);
        audiences.forEach(delivery.audience(), fanOut);
        return fanOut.bytes;
    }

    @Override
    public void end(Connection connection, Optional<Delivery> lastWord, Disconnect reason) {
        lastWord.ifPresent(delivery -> new FanOut(delivery).accept(connection));
        connection.outbox().finish(reason);
    }

    private static final class FanOut implements Consumer<Connection> {
        private final Delivery delivery;
        private final Map<Encoder, Optional<Frame>> frames = new HashMap<>(2);
        private long bytes;

        FanOut(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public void accept(Connection connection) {
            frames.computeIfAbsent(connection.encoder(), this::encode).ifPresent(frame -> {
                connection.outbox().offer(frame);
                bytes += frame.bytes();
            });
        }

        private Optional<Frame> encode(Encoder encoder) {
            return encoder.encode(delivery.id(), delivery.timestamp(), delivery.message());
        }
    }
}
