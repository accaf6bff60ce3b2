package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Order;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.RosterWatcher;
import com.artisansdk.server.bench.load.StampWatcher;
import com.artisansdk.server.bench.load.Window;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The clients of one contestant, and what is sent to them. */
final class Crowd implements AutoCloseable {

    /** Until a closed loop runs evenly. */
    static final double RAMP_SECONDS = 0.3;

    /** Between two rosters, at most: they are paced by their bytes. */
    static final Duration ROSTERS = Duration.ofSeconds(60);

    private static final long EMPTY_PATIENCE_S = 30;
    private static final int FILES_OF_ITS_OWN = 50;

    private final Bench bench;
    private final Contestant contestant;
    private final Reactor reactor;
    private final Audience audience;

    private Crowd(Bench bench, Contestant contestant, Reactor reactor, Audience audience) {
        this.bench = bench;
        this.contestant = contestant;
        this.reactor = reactor;
        this.audience = audience;
    }

    /** Connects clients, and waits until nothing more is sent to them because of that. */
    static Crowd of(Bench bench, Contestant contestant, Reactor reactor, int size) {
        RosterWatcher rosters = new RosterWatcher(size);
        Audience audience = Audience.of(reactor, contestant.path(), size, rosters);
        if (contestant.isOurs()) {
            rosters.progress().await(size, ROSTERS);
        }
        return new Crowd(bench, contestant, reactor, audience);
    }

    Contestant contestant() {
        return contestant;
    }

    Audience audience() {
        return audience;
    }

    /** Sends at a rate, whether or not what was sent before has arrived, for some seconds. */
    Flow openLoop(Shot shot, int rate, double seconds) {
        int count = Math.max(1, (int) Math.round(rate * seconds));
        long run = bench.nextRun();
        StampWatcher watcher = new StampWatcher(run, shot.orders().get(), (client, stamp) -> {});
        audience.watch(watcher);
        int closedBefore = audience.closed();
        Mark before = Mark.of(reactor, watcher.progress());
        Meter meter = bench.meter();
        long started = System.nanoTime();
        contestant
                .trigger()
                .shoot(shot.parameters() + "&run=" + run + "&count=" + count + "&rate=" + rate, shot.ids())
                .join();
        long expected = (long) count * shot.recipients();
        watcher.progress().await(expected);
        // The last one has its interval, too.
        Bench.pass(Math.max(0, (double) count / rate - (System.nanoTime() - started) / 1e9));
        Meter.Reading used = meter.read();
        Mark measured = Mark.of(reactor, watcher.progress()).since(before);
        return flow(watcher, measured, used, expected, closedBefore);
    }

    /** Sends as fast as it arrives, with so many shots under way, for some seconds. */
    Flow closedLoop(Shot shot, int size, double seconds) {
        long run = bench.nextRun();
        int closedBefore = audience.closed();
        try (Window window = shot.window(size)) {
            StampWatcher watcher = new StampWatcher(run, shot.orders().get(), window);
            audience.watch(watcher);
            CompletableFuture<Long> shooting = contestant
                    .trigger()
                    .shoot(shot.parameters() + "&run=" + run + "&control=" + window.port(), shot.ids());
            window.open(reactor);
            Bench.pass(RAMP_SECONDS);
            Meter meter = bench.meter();
            Mark before = Mark.of(reactor, watcher.progress());
            Bench.pass(seconds);
            Mark measured = Mark.of(reactor, watcher.progress()).since(before);
            Meter.Reading used = meter.read();
            long expected = window.stop(reactor);
            shooting.join();
            watcher.progress().await(expected);
            return flow(watcher, measured, used, expected, closedBefore);
        }
    }

    private Flow flow(StampWatcher watcher, Mark measured, Meter.Reading used, long expected, int closedBefore) {
        Order order = watcher.order();
        Faults faults = reactor.ask(() -> order.faults(expected)).andClosed(audience.closed() - closedBefore);
        return new Flow(measured.frames(), used, measured.read(), watcher.ages(), watcher.agesOfOwn(), faults);
    }

    /** What the server uses of its core when nothing is sent. */
    double idleCores(double seconds) {
        Meter meter = bench.meter();
        Bench.pass(seconds);
        return meter.read().serverCores();
    }

    /** Closes all, and waits until they are gone. */
    @Override
    public void close() {
        audience.close();
        awaitEmpty(contestant);
    }

    /**
     * Waits until the server has no more files and sockets open than it had, but for a few that it may have come to need itself. A container may tell of a connection's end some time before it
     * closes the socket; and closing thousands takes it longer than opening them, which must not fall into the time of the next.
     */
    static void awaitDescriptors(Bench bench, int before) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(EMPTY_PATIENCE_S);
        while (bench.server().descriptors() > before + FILES_OF_ITS_OWN && System.nanoTime() < end) {
            Bench.pass(0.5);
        }
    }

    /** Waits until a contestant has no connections any more. */
    static void awaitEmpty(Contestant contestant) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(EMPTY_PATIENCE_S);
        int open = contestant.trigger().open();
        while (open > 0 && System.nanoTime() < end) {
            Bench.pass(0.05);
            open = contestant.trigger().open();
        }
        if (open > 0) {
            Bench.progress("Warning: %s still counts %d connections that have closed.", contestant.name(), open);
        }
    }
}
