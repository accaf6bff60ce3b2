package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.message.Envelope;
import java.lang.System.Logger;
import java.util.Optional;

/**
 * Where all that happens on a socket enters the loop: opened, said, refused, closed. From any thread; nothing blocks, and
 * everything about one connection happens in the order it came.
 */
public final class Intake {

    private static final Logger LOG = System.getLogger(Intake.class.getName());

    private final Platform platform;
    private final Manager manager;
    private final Protections protections;
    private final Arrivals arrivals;
    private final Throttled full = new Throttled();

    /** The intake of a manager, behind a gate. */
    public Intake(Platform platform, Manager manager, Protections protections) {
        this.platform = platform;
        this.manager = manager;
        this.protections = protections;
        this.arrivals = new Arrivals(platform, this::open);
    }

    /** A socket has opened. */
    public void opened(Connection connection) {
        arrivals.add(connection);
    }

    /**
     * A client has said something.
     *
     * @param done run when it has been handled, however that went
     */
    public void received(Connection from, Envelope<?> envelope, Runnable done) {
        enter(envelope.message().messageName(), () -> {
            try {
                if (from.isOpen()) {
                    handle(from, envelope);
                }
            } finally {
                done.run();
            }
        });
    }

    /** What a client said cannot be accepted; it is told why. */
    public void refused(Connection from, Refusal refusal, Runnable done) {
        enter("refuse", () -> {
            try {
                if (from.isOpen()) {
                    manager.refuse(from, refusal);
                }
            } finally {
                done.run();
            }
        });
    }

    /** A client is to be closed for what it does to its socket. */
    public void ended(Connection connection, Disconnect reason) {
        enter("end", () -> {
            if (connection.isOpen()) {
                manager.end(connection, reason);
            }
        });
    }

    /** A socket has closed, or its outbox has. */
    public void closed(Connection connection) {
        connection.outbox().closed();
        enter("close", () -> {
            if (connection.leave() && manager.phase() != Phase.STOPPED) {
                manager.close(connection);
            }
        });
    }

    /** Lets in whoever waits, so that nothing happens to a connection before it is open. To be called on the loop. */
    public void letIn() {
        arrivals.letIn();
    }

    private void enter(String name, Runnable task) {
        platform.loop().execute(name, () -> {
            arrivals.letIn();
            task.run();
        });
    }

    private void open(Connection connection) {
        if (!manager.isRunning()) {
            connection.leave();
            connection.outbox().finish(Disconnect.RESTART);
            return;
        }
        int max = platform.policy().get().maxConnections();
        if (max == 0 || manager.connections().size() < max) {
            manager.open(connection);
            return;
        }
        full.warn(
                LOG,
                platform.scheduler(),
                () -> "Refused a connection from " + connection.address() + ": the server holds " + max
                        + " already. Raise server.max.connections to let more in.");
        manager.refuse(
                connection,
                new Refusal(
                        Fault.SERVER_FULL,
                        "The server holds all the connections it may. Try again later.",
                        Optional.empty()));
    }

    private void handle(Connection from, Envelope<?> envelope) {
        try {
            protections.receive(from, envelope);
        } catch (AuthorizationRequired refused) {
            manager.prompt(from, envelope);
        } catch (Rejection rejection) {
            manager.refuse(from, rejection.refusal(envelope.id()));
        } catch (Exception | LinkageError failure) {
            manager.error(from, envelope, failure);
        }
    }
}
