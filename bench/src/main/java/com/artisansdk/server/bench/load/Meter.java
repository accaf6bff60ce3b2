package com.artisansdk.server.bench.load;

/** Measures what the server and the load client use over a time. */
public final class Meter {

    /** Share of its core above which the load client may be what limits the figures. */
    public static final double TOO_BUSY = 0.9;

    private final Usage server;
    private final Usage own = Usage.own();
    private Machine machine;
    private long startedAt;
    private long serverBefore;
    private long ownBefore;

    /** What was measured: shares of one core, those of the server, the load client, and all others. */
    public record Reading(double seconds, double serverCores, double clientCores, double othersCores) {

        /** CPU time of the server, in ns. */
        public double serverNanos() {
            return serverCores * seconds * 1e9;
        }
    }

    /** For a server process. */
    public Meter(Usage server) {
        this.server = server;
        start();
    }

    /** Starts again. */
    public void start() {
        serverBefore = server.cpuNanos();
        ownBefore = own.cpuNanos();
        machine = new Machine(server);
        startedAt = System.nanoTime();
    }

    /** What was used since the start; warns when the load client was the limit. */
    public Reading read() {
        double elapsed = System.nanoTime() - startedAt;
        Reading reading = new Reading(
                elapsed / 1e9,
                (server.cpuNanos() - serverBefore) / elapsed,
                (own.cpuNanos() - ownBefore) / elapsed,
                machine.othersCores());
        if (reading.clientCores() > TOO_BUSY) {
            System.err.printf(
                    "Warning: the load client used %.0f %% of a core; it may be what limits this figure.%n",
                    100 * reading.clientCores());
        }
        return reading;
    }
}
