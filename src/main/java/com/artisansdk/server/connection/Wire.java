package com.artisansdk.server.connection;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The socket, as an {@link Outbox} sees it. The outbox calls it from one thread at a time, and writes again only after the
 * last write has completed.
 */
public interface Wire {

    /**
     * Starts to write frames in order, in as few writes as the container can.
     *
     * @param done called once, on any thread, maybe before this returns: empty when all is written, or what went wrong
     */
    void write(List<Frame> frames, Consumer<Optional<Throwable>> done);

    /** Sends a close frame, if one may be sent, and lets go of the socket. Called once; never throws. */
    void close(Disconnect disconnect);
}
