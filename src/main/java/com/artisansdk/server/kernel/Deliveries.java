package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import java.util.Optional;

/** The way from a decision to the outboxes, which nothing else touches. On the loop; never blocks. */
public interface Deliveries {

    /**
     * Delivers to everyone in the audience, in the order of the calls.
     *
     * @return how many bytes were put into outboxes
     */
    long deliver(Delivery delivery);

    /**
     * Has the last word, if there is one, and closes behind what waits.
     *
     * @param connection counted in or not: a server that is full says so to one that never was
     */
    void end(Connection connection, Optional<Delivery> lastWord, Disconnect reason);
}
