package com.artisansdk.server.bench.ours;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.SelfHandling;
import com.artisansdk.server.protection.NoProtection;

/** Goes through the gate and the loop like any other, and nobody answers. */
@NoProtection
public record Remark(String stamp, String padding) implements SelfHandling {

    @Override
    public void handle(Connection from, Manager manager) {
        // It was heard.
    }
}
