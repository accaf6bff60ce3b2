package com.artisansdk.server.broker;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.connection.Wire;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** A container's WebSocket session, as the wire of an outbox. */
final class SessionWire implements Wire {

    private static final Logger FRAMES = System.getLogger("com.artisansdk.server.frames");

    /** How long a client may take to answer a close frame before its socket is dropped, in ms. */
    private static final long CLOSE_TIMEOUT = 10_000;

    private final Session session;
    private final UUID id;

    /** The wire of the connection that will have this id. */
    SessionWire(Session session, UUID id) {
        this.session = session;
        this.id = id;
    }

    @Override
    public void write(List<Frame> frames, Consumer<Optional<Throwable>> done) {
        write(frames, 0, done);
    }

    private void write(List<Frame> frames, int index, Consumer<Optional<Throwable>> done) {
        if (index == frames.size()) {
            done.accept(Optional.empty());
            return;
        }
        Frame frame = frames.get(index);
        if (frame.isPing()) {
            ping();
            write(frames, index + 1, done);
            return;
        }
        if (FRAMES.isLoggable(Level.DEBUG)) {
            FRAMES.log(Level.DEBUG, "to {0}: {1}", id, frame.text());
        }
        session.getAsyncRemote().sendText(frame.text(), result -> {
            if (result.isOK()) {
                write(frames, index + 1, done);
            } else {
                done.accept(Optional.of(result.getException()));
            }
        });
    }

    private void ping() {
        try {
            session.getAsyncRemote().sendPing(ByteBuffer.allocate(0));
        } catch (IOException | RuntimeException gone) {
            // The next text, or the sweeper, finds out.
            FRAMES.log(Level.DEBUG, "Pinging {0} failed: {1}", id, gone.toString());
        }
    }

    @Override
    public void close(Disconnect disconnect) {
        try {
            // A client that never answers would hold its socket for ever.
            session.setMaxIdleTimeout(CLOSE_TIMEOUT);
            if (disconnect.isSendable()) {
                session.close(new CloseReason(code(disconnect.code()), disconnect.reason()));
            } else {
                session.close();
            }
        } catch (IOException | RuntimeException gone) {
            FRAMES.log(Level.DEBUG, "Closing {0} failed: {1}", id, gone.toString());
        }
    }

    private static CloseCode code(int code) {
        return CloseCodes.getCloseCode(code);
    }
}
