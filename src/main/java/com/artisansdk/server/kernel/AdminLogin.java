package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import java.util.concurrent.CompletionStage;

/** Checks an admin's password, off the loop. */
@FunctionalInterface
public interface AdminLogin {

    /** How a login went. */
    enum Outcome {
        GRANTED,
        DENIED,
        /** Too many wrong passwords lately: this one was not even looked at. */
        THROTTLED
    }

    /** Starts a login; called on the loop, completes on any thread. */
    CompletionStage<Outcome> login(Connection connection, String password);
}
