package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.Remote;
import com.artisansdk.server.bench.load.Trigger;
import com.artisansdk.server.bench.load.Usage;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a scenario has to work with: a container that runs the server, the endpoint to compare with, and the application that sends.
 *
 * @param pid the container's process
 * @param label how the container is set up, for titles
 */
public record Bench(
        InetSocketAddress address,
        Contestant ours,
        Contestant bare,
        Remote remote,
        long pid,
        Usage server,
        String label,
        Settings settings) {

    /** Where the server is deployed. */
    public static final String OURS = "/server/";

    /** Where the endpoint to compare with is deployed. */
    public static final String BARE = "/bench-bare/";

    private static final AtomicLong RUNS = new AtomicLong();

    /** For a container at an address. */
    public static Bench at(InetSocketAddress address, String label, Settings settings) {
        Contestant ours = contestant("ours", address, OURS);
        Contestant bare = contestant("bare", address, BARE);
        long pid = bare.trigger().pid();
        return new Bench(address, ours, bare, new Remote(address), pid, Usage.of(pid), label, settings);
    }

    private static Contestant contestant(String name, InetSocketAddress address, String path) {
        return new Contestant(
                name, path, new Trigger("http://" + address.getHostString() + ":" + address.getPort() + path));
    }

    /** Both, in the order of their turns. */
    public List<Contestant> contestants() {
        return List.of(ours, bare);
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

    /** Lets time pass that is being measured. */
    static void pass(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1_000));
        } catch (InterruptedException hurried) {
            throw new IllegalStateException(hurried);
        }
    }
}
