package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.Remote;
import com.artisansdk.server.bench.load.Usage;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a scenario has to work with: a container that runs the server, the application that sends, and the endpoint to compare with.
 *
 * @param label how the container is set up, for titles
 */
public record Bench(InetSocketAddress address, Remote remote, Usage server, String label) {

    /** Where the server is deployed. */
    public static final String OURS = "/server/";

    /** Where the endpoint to compare with is deployed. */
    public static final String BARE = "/bench-bare/";

    private static final AtomicLong RUNS = new AtomicLong();

    /** For a container at an address. */
    public static Bench at(InetSocketAddress address, String label) {
        Remote remote = new Remote(address);
        return new Bench(address, remote, Usage.of(remote.pid()), label);
    }

    /** A number that no run had before. */
    public long nextRun() {
        return RUNS.incrementAndGet();
    }

    /** A load client without connections. */
    public Reactor reactor() {
        return new Reactor(address);
    }

    /** Clients of the server. */
    public Audience audience(Reactor reactor, int size) {
        return Audience.of(reactor, OURS, size);
    }

    /** Measures the server from now on. */
    public Meter meter() {
        return new Meter(server);
    }

    /** Tells whoever waits at the terminal. */
    public static void progress(String format, Object... arguments) {
        System.err.println("  " + String.format(format, arguments));
    }
}
