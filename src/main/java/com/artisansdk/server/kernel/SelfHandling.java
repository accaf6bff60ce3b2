package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.ClientMessage;

/** A client message that knows what to do, and needs no listener. */
public interface SelfHandling extends ClientMessage {

    /** Does it, on the loop, before any listener hears of the message. */
    void handle(Connection from, Manager manager) throws Exception;
}
