package com.artisansdk.server.broker;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.connection.Wire;
import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCode;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** A container's WebSocket session, as the wire of an outbox. */
final class SessionWire implements Wire {

    private static final Logger FRAMES = System.getLogger("com.artisansdk.server.frames");

    /** How long a client may take to answer a close frame before its socket is dropped, in ms. */
    static final long CLOSE_TIMEOUT = 10_000;

    private final Session session;
    private final TextSender texts;
    private final UUID id;

    /** The wire of the connection that will have this id. */
    SessionWire(Session session, TextSender texts, UUID id) {
        this.session = session;
        this.texts = texts;
        this.id = id;
    }

    @Override
    public void write(List<Frame> frames, Consumer<Optional<Throwable>> done) {
        if (frames.size() == 1) {
            send(frames.get(0), done);
        } else {
            writeTogether(frames, done);
        }
    }

    /**
     * Several frames in one write, where the container can hold them back until all are there. For this while alone: on Undertow a session
     * that holds back by habit does so with its answer to a close frame, too, and its socket stays open.
     */
    private void writeTogether(List<Frame> frames, Consumer<Optional<Throwable>> done) {
        RemoteEndpoint.Async remote = session.getAsyncRemote();
        try {
            remote.setBatchingAllowed(true);
            if (!remote.getBatchingAllowed()) {
                writeOneByOne(frames, 0, done);
                return;
            }
            Together together = new Together(frames.size(), done);
            try {
                frames.forEach(frame -> send(frame, together));
            } finally {
                remote.setBatchingAllowed(false);
                remote.flushBatch();
            }
        } catch (IOException gone) {
            done.accept(Optional.of(gone));
        }
    }

    private void writeOneByOne(List<Frame> frames, int index, Consumer<Optional<Throwable>> done) {
        if (index == frames.size()) {
            done.accept(Optional.empty());
            return;
        }
        send(frames.get(index), failure -> {
            if (failure.isPresent()) {
                done.accept(failure);
            } else {
                writeOneByOne(frames, index + 1, done);
            }
        });
    }

    private void send(Frame frame, Consumer<Optional<Throwable>> done) {
        if (frame.isPing()) {
            ping();
            done.accept(Optional.empty());
            return;
        }
        if (FRAMES.isLoggable(Level.DEBUG)) {
            FRAMES.log(Level.DEBUG, "to {0}: {1}", id, frame.text());
        }
        texts.send(session, frame, done);
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
            if (disconnect.isSendable()) {
                session.close(new CloseReason(code(disconnect.code()), disconnect.reason()));
            } else {
                session.close();
            }
            // A client that never answers would hold its socket for ever. Only now: with each frame that it reads Tyrus
            // (2.1.5) has somebody see
            // whether the timeout is over, at once if there is none, who would find this one, and close with 1000.
            session.setMaxIdleTimeout(CLOSE_TIMEOUT);
        } catch (IOException | RuntimeException gone) {
            FRAMES.log(Level.DEBUG, "Closing {0} failed: {1}", id, gone.toString());
        }
    }

    private static CloseCode code(int code) {
        return CloseCodes.getCloseCode(code);
    }

    /** Several sends as one: done when the last of them is, failed when one of them has. From any thread. */
    private static final class Together implements Consumer<Optional<Throwable>> {
        private final AtomicInteger open;
        private final AtomicReference<Optional<Throwable>> outcome = new AtomicReference<>(Optional.empty());
        private final Consumer<Optional<Throwable>> done;

        Together(int sends, Consumer<Optional<Throwable>> done) {
            this.open = new AtomicInteger(sends);
            this.done = done;
        }

        @Override
        public void accept(Optional<Throwable> failure) {
            if (failure.isPresent()) {
                outcome.set(failure);
            }
            if (open.decrementAndGet() == 0) {
                done.accept(outcome.get());
            }
        }
    }
}
