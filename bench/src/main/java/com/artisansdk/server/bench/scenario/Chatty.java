package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.bench.Stamp;
import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Order;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.StampWatcher;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * Many clients talk all the time, each frame through the gate and the loop, and one asks how long the loop lets it wait: what it says is
 * answered there. An open loop: what was due while the load client was busy counts from when it was due.
 */
public final class Chatty implements Scenario {

    private static final int CLIENTS = 2_000;
    private static final int FEW = 100;
    private static final int FRAMES_EACH = 10;
    private static final int ASKS_PER_SECOND = 100;

    @Override
    public Table run(Bench bench) {
        Settings settings = bench.settings();
        int clients = settings.size(CLIENTS, FEW);
        Table table = new Table(
                "chatty: " + clients + " clients talk, one is answered",
                "frames/s each",
                "p50",
                "p99",
                "of the rounds",
                "max",
                "server CPU per frame",
                "of its core",
                "faults");
        try (Reactor reactor = bench.reactor();
                Audience audience = bench.audience(reactor, clients)) {
            Bench.progress("chatty: warming up");
            talk(bench, reactor, audience, FRAMES_EACH, settings.warmUp());
            for (int framesEach : new int[] {0, FRAMES_EACH}) {
                measure(bench, reactor, audience, table, framesEach);
            }
        }
        table.note(
                "From when a question was due until its answer was read, %d a second, on a connection of its own; %d-byte frames."
                        + " The way over the sockets is part of it. Required with %d frames/s each: p99 under 10 ms.",
                ASKS_PER_SECOND, Payload.BYTES, FRAMES_EACH);
        return table;
    }

    private record Round(Histogram delays, Meter.Reading used, Faults faults) {}

    private static void measure(Bench bench, Reactor reactor, Audience audience, Table table, int framesEach) {
        Settings settings = bench.settings();
        Rounds p50 = new Rounds();
        Rounds p99 = new Rounds();
        Rounds perFrame = new Rounds();
        Rounds cores = new Rounds();
        Faults faults = Faults.NONE;
        long max = 0;
        for (int i = 0; i < settings.rounds(); i++) {
            Bench.progress("chatty: %d frames/s each, round %d", framesEach, i + 1);
            Round round = talk(bench, reactor, audience, framesEach, settings.seconds());
            p50.add(round.delays().getValueAtPercentile(50));
            p99.add(round.delays().getValueAtPercentile(99));
            max = Math.max(max, round.delays().getMaxValue());
            double frames = settings.seconds() * (ASKS_PER_SECOND + (double) framesEach * (audience.size() - 1));
            perFrame.add(round.used().serverNanos() / frames);
            cores.add(round.used().serverCores());
            faults = faults.and(round.faults());
        }
        table.row(
                String.valueOf(framesEach),
                Table.millis(p50.median()),
                Table.millis(p99.median()),
                Table.millis(p99.least()) + " – " + Table.millis(p99.most()),
                Table.millis(max),
                Table.whole(perFrame.median() / 1_000) + " µs",
                Table.percent(cores.median()),
                faults.toString());
    }

    private static Round talk(Bench bench, Reactor reactor, Audience audience, int framesEach, double seconds) {
        long run = bench.nextRun();
        // The first client asks; only it is answered.
        StampWatcher watcher = new StampWatcher(run, 1);
        audience.watch(watcher);
        int closedBefore = audience.closed();
        Talk talk = new Talk(run, audience, framesEach);
        Meter meter = bench.meter();
        long until = System.nanoTime() + (long) (seconds * 1e9);
        while (System.nanoTime() < until) {
            reactor.ask(talk::sayWhatIsDue);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1) / 2);
        }
        Meter.Reading used = meter.read();
        watcher.progress().await(talk.asked);
        Order order = watcher.order();
        return new Round(
                watcher.agesOfOwn(), used, order.faults(talk.asked).andClosed(audience.closed() - closedBefore));
    }

    /** On the reactor's thread, but for its making. */
    private static final class Talk {
        private final long run;
        private final Audience audience;
        private final int framesEach;
        private final byte[] remark;
        private final long started = System.nanoTime();
        private long said;
        private volatile long asked;

        Talk(long run, Audience audience, int framesEach) {
            this.run = run;
            this.audience = audience;
            this.framesEach = framesEach;
            remark = Payload.text(Payload.REMARK, new Stamp(run, 1, 0, 0), Payload.BYTES)
                    .getBytes(StandardCharsets.UTF_8);
        }

        @SuppressWarnings("NonAtomicOperationOnVolatileField") // Written by one thread.
        boolean sayWhatIsDue() {
            long passed = System.nanoTime() - started;
            int talkers = audience.size() - 1;
            for (long due = (long) (passed * 1e-9 * talkers * framesEach); said < due; said++) {
                audience.send(1 + (int) (said % talkers), remark);
            }
            // The first is due at once.
            for (long due = 1 + (long) (passed * 1e-9 * ASKS_PER_SECOND); asked < due; asked++) {
                Stamp stamp = new Stamp(run, 0, asked, started + asked * TimeUnit.SECONDS.toNanos(1) / ASKS_PER_SECOND);
                audience.send(
                        0, Payload.text(Payload.ECHO, stamp, Payload.BYTES).getBytes(StandardCharsets.UTF_8));
            }
            return true;
        }
    }
}
