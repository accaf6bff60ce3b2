package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Trigger;

/**
 * One of the two that are compared.
 *
 * @param path where clients connect
 * @param trigger has it send
 */
public record Contestant(String name, String path, Trigger trigger) {

    /** Whether this is the server, and not the endpoint to compare with. */
    public boolean isOurs() {
        return path.equals(Bench.OURS);
    }
}
