package com.artisansdk.server.security;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Protections;
import com.artisansdk.server.message.Envelope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** The one way for a client's message into the manager. Its interceptor decides; there is no way around it. */
@ApplicationScoped
public class Gate implements Protections {

    private final Manager manager;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Gate() {
        this(null);
    }

    @Inject
    public Gate(Manager manager) {
        this.manager = manager;
    }

    @Override
    @ProtectedMessage
    public void receive(Connection connection, Envelope<?> envelope) throws Exception {
        manager.receive(connection, envelope);
    }
}
