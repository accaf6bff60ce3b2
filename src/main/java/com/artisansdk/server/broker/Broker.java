package com.artisansdk.server.broker;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.inject.Inject;
import jakarta.websocket.OnClose;
import jakarta.websocket.OnError;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.PongMessage;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import jakarta.websocket.server.ServerEndpointConfig;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint, at the root of the context. The container makes one for each session and calls it for one event at a time (Jakarta
 * WebSocket 2.1, section 2.1.4).
 */
@ServerEndpoint(value = "/", configurator = Broker.Maker.class)
public class Broker {

    private static final Logger LOG = System.getLogger(Broker.class.getName());

    private final Door door;
    private @Nullable Socket socket;

    @Inject
    public Broker(Door door) {
        this.door = door;
    }

    /** Makes them. The container's own way looks up all that each is made of, which is a twentieth of what a connection costs it. */
    public static final class Maker extends ServerEndpointConfig.Configurator {
        private volatile @Nullable Door door;

        /** For the container: one for each deployment. */
        public Maker() {}

        @Override
        public <T> T getEndpointInstance(Class<T> endpoint) {
            Door known = door;
            if (known == null) {
                known = CDI.current().select(Door.class).get();
                door = known;
            }
            return endpoint.cast(new Broker(known));
        }
    }

    @OnOpen
    public void open(Session session) {
        session.setMaxIdleTimeout(0);
        UUID id = UUID.randomUUID();
        socket = door.sockets().open(id, new SessionWire(session, door.texts(session), id), Caller.of(session));
    }

    // In parts, for the limit is ours to keep: Undertow (2.3.23) forgets its own while a message is slow to come.
    @OnMessage
    public void text(String part, boolean last) {
        if (socket != null) {
            socket.text(part, last);
        }
    }

    @OnMessage
    public void binary(ByteBuffer part, boolean last) {
        if (socket != null) {
            socket.binary();
        }
    }

    @OnMessage
    public void pong(PongMessage pong) {
        if (socket != null) {
            socket.heard();
        }
    }

    @OnClose
    public void close() {
        if (socket != null) {
            socket.closed();
        }
    }

    /** The client's network, most of the time; what fails in the server is caught where it does. */
    @OnError
    public void error(Session session, Throwable failure) {
        LOG.log(Level.DEBUG, () -> "Session " + session.getId() + " failed: " + failure);
    }
}
