package com.artisansdk.server.broker;

import com.artisansdk.server.config.ServerConfig;
import com.artisansdk.server.config.ServerConfig.Slow;
import com.artisansdk.server.config.Settings;
import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.connection.Traffic;
import com.artisansdk.server.connection.Wire;
import com.artisansdk.server.kernel.Fault;
import com.artisansdk.server.kernel.Intake;
import com.artisansdk.server.kernel.Loop;
import com.artisansdk.server.kernel.Refusal;
import com.artisansdk.server.kernel.Scheduler;
import com.artisansdk.server.message.server.MessagesMissed;
import com.artisansdk.server.protocol.Protocol;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One open socket, without the container: what comes in is admitted, decoded, and handed to the loop. Nothing here blocks; the
 * container calls it for one frame at a time.
 */
final class Socket {

    private static final Logger FRAMES = System.getLogger("com.artisansdk.server.frames");

    /** Makes sockets. */
    record Factory(
            Intake intake,
            Protocol protocol,
            Loop loop,
            Scheduler time,
            Lanes lanes,
            Traffic traffic,
            Settings settings) {

        private static final AtomicInteger RESOURCES = new AtomicInteger();

        Socket open(UUID id, Wire wire, Caller caller) {
            Socket socket = new Socket(this, id, wire, caller);
            intake.opened(socket.connection);
            return socket;
        }
    }

    private final Factory with;
    private final Connection connection;
    private final Inflow inflow = new Inflow();
    private StringBuilder begun = new StringBuilder(0);

    private Socket(Factory with, UUID id, Wire wire, Caller caller) {
        this.with = with;
        ServerConfig config = with.settings().get();
        Outbox.Limits limits = new Outbox.Limits(
                config.outboxBytes(),
                config.outboxFrames(),
                config.slow() == Slow.DROP ? Outbox.Overflow.drop(this::missed) : Outbox.Overflow.CLOSE);
        Outbox outbox =
                new Outbox(wire, with.lanes().next(), limits, with.time()::nanos, with.traffic(), reason -> closed());
        connection = new Connection(
                id,
                Factory.RESOURCES.incrementAndGet(),
                caller.address(),
                with.time().instant(),
                with.protocol(),
                outbox,
                with.loop()::requireOnLoop);
        connection.heard(with.time().nanos());
    }

    /** A text frame, or a part of one. One that grows too big is not waited for. */
    void text(String part, boolean last) {
        if (begun.length() + part.length() > with.settings().get().messageMax()) {
            begun = new StringBuilder(0);
            with.intake().ended(connection, Disconnect.TOO_BIG);
        } else if (!last) {
            heard();
            begun.append(part);
        } else if (begun.isEmpty()) {
            text(part);
        } else {
            String text = begun.append(part).toString();
            begun = new StringBuilder(0);
            text(text);
        }
    }

    /** A text frame. */
    void text(String text) {
        heard();
        int most = with.settings().get().messageMax();
        if (text.length() > most || Frame.utf8(text).remaining() > most) {
            with.intake().ended(connection, Disconnect.TOO_BIG);
            return;
        }
        switch (inflow.admit(with.settings().get().rateLimit(), with.time().nanos())) {
            case ADMITTED -> said(text);
            case REFUSED ->
                with.intake()
                        .refused(
                                connection,
                                new Refusal(
                                        Fault.RATE_LIMITED,
                                        "Too many frames: at most "
                                                + with.settings().get().rateLimit() + " a second.",
                                        Optional.empty()),
                                () -> {});
            case FLOODING -> with.intake().ended(connection, Disconnect.FLOODING);
        }
    }

    /** A binary frame, or a part of one. */
    void binary() {
        with.intake().ended(connection, Disconnect.BINARY);
    }

    /** Any sign of life. */
    void heard() {
        connection.heard(with.time().nanos());
    }

    /** The container says that the socket is closed, or its outbox has closed it. */
    void closed() {
        with.intake().closed(connection);
    }

    private Optional<Frame> missed(long count) {
        return with.protocol().encode(UUID.randomUUID(), with.time().instant(), new MessagesMissed(count));
    }

    private void said(String text) {
        Protocol.Decoded decoded = with.protocol().decode(text, with.time().instant());
        if (decoded instanceof Protocol.Said said) {
            if (FRAMES.isLoggable(Level.DEBUG)) {
                FRAMES.log(
                        Level.DEBUG,
                        "from {0}: {1}",
                        connection.id(),
                        with.protocol().describe(said.envelope()));
            }
            with.intake().received(connection, said.envelope(), inflow::done);
        } else if (decoded instanceof Protocol.Refused refused) {
            // Not the text itself: what cannot be read may well hold a password.
            FRAMES.log(
                    Level.DEBUG,
                    "from {0}: {1}, {2} characters",
                    connection.id(),
                    refused.refusal().fault(),
                    text.length());
            with.intake().refused(connection, refused.refusal(), inflow::done);
        }
    }
}
