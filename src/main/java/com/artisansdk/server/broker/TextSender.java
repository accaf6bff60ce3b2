package com.artisansdk.server.broker;

import com.artisansdk.server.connection.Frame;
import jakarta.websocket.Session;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends a frame's text to a session, without waiting for it. From any thread. */
@FunctionalInterface
interface TextSender {

    /** As Jakarta WebSocket has it: a text is a string, which the container encodes anew for each session. */
    TextSender STANDARD = (session, frame, done) -> session.getAsyncRemote()
            .sendText(
                    frame.text(),
                    result -> done.accept(result.isOK() ? Optional.empty() : Optional.of(result.getException())));

    /**
     * Starts to send it.
     *
     * @param done told once, on any thread, maybe before this returns: empty, or what went wrong
     */
    void send(Session session, Frame frame, Consumer<Optional<Throwable>> done);

    /** The best there is for a container's sessions, which are all of one class. */
    static TextSender of(Session session) {
        return UndertowTextSender.of(session.getClass()).orElse(STANDARD);
    }
}
