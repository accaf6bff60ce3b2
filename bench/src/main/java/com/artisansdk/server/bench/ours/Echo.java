package com.artisansdk.server.bench.ours;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.SelfHandling;
import com.artisansdk.server.protection.NoProtection;

/** Is answered with as much, through the gate and the loop. */
@NoProtection
public record Echo(String stamp, String padding) implements SelfHandling {

    @Override
    public void handle(Connection from, Manager manager) {
        manager.send(from, new Echoed(stamp, Payload.paddingWithin("Echoed", stamp, Payload.BYTES)));
    }
}
