package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.Envelope;

/** The gate every client message passes before anything is looked up. On the loop. */
@FunctionalInterface
public interface Protections {

    /**
     * Hands a message on to the manager, if the connection may say it.
     *
     * @throws AuthorizationRequired if it may not
     */
    void receive(Connection connection, Envelope<?> envelope) throws Exception;
}
