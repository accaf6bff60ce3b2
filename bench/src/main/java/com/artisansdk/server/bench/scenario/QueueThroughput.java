package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Progress;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.Remote;
import com.artisansdk.server.bench.load.StampWatcher;
import java.util.concurrent.CompletableFuture;

/**
 * How many commands a second get from the queue to the sockets, in order and none lost: when they wait on the queue already, and while
 * another application queues them as fast as it can, on the server's own core.
 */
public final class QueueThroughput implements Scenario {

    private static final int CLIENTS = 10;
    /** As many as the broker keeps in memory: from 10 MB on, stock, it pages them to disk one by one. */
    private static final int COMMANDS = 8_000;

    private static final int BATCH = 100;
    private static final int WARM_UP_ROUNDS = 5;

    @Override
    public Table run(Bench bench) {
        Table table = new Table(
                "queue-throughput: from the queue to the sockets",
                "queue",
                "commands",
                "commands/s",
                "least – most",
                "server CPU per command",
                "of its core",
                "faults");
        try (Reactor reactor = bench.reactor();
                Audience audience = bench.audience(reactor, CLIENTS)) {
            warmUp(bench, audience);
            for (boolean persistent : new boolean[] {true, false}) {
                measure(bench, audience, table, "filled before", persistent);
                measure(bench, audience, table, "while sending", persistent);
            }
        }
        table.note(
                "%,d commands a round to %d clients in turn, median of %d rounds; queued %d to a JTA transaction. \"While sending\""
                        + " counts from the first command queued. Required: at least 5,000/s.",
                COMMANDS, CLIENTS, bench.settings().rounds(), BATCH);
        return table;
    }

    private record Round(double rate, Meter.Reading used, Faults faults) {}

    private static void warmUp(Bench bench, Audience audience) {
        Bench.progress("queue-throughput: warming up");
        for (int i = 0; i < (bench.settings().quick() ? 1 : WARM_UP_ROUNDS); i++) {
            filledBefore(bench, audience, true);
            whileSending(bench, audience, false);
        }
    }

    private static void measure(Bench bench, Audience audience, Table table, String how, boolean persistent) {
        String commands = persistent ? "persistent" : "not persistent";
        Rounds rates = new Rounds();
        Rounds perCommand = new Rounds();
        Rounds cores = new Rounds();
        Faults faults = Faults.NONE;
        for (int i = 0; i < bench.settings().rounds(); i++) {
            Bench.progress("queue-throughput: %s, %s, round %d", how, commands, i + 1);
            Round round = how.equals("while sending")
                    ? whileSending(bench, audience, persistent)
                    : filledBefore(bench, audience, persistent);
            rates.add(round.rate());
            perCommand.add(round.used().serverNanos() / COMMANDS);
            cores.add(round.used().serverCores());
            faults = faults.and(round.faults());
        }
        table.row(
                how,
                commands,
                Table.whole(rates.median()),
                rates.range(),
                Table.whole(perCommand.median() / 1_000) + " µs",
                Table.percent(cores.median()),
                faults.toString());
    }

    private static Round filledBefore(Bench bench, Audience audience, boolean persistent) {
        long run = bench.nextRun();
        StampWatcher watcher = new StampWatcher(run, CLIENTS);
        audience.watch(watcher);
        bench.remote().deliver(false);
        bench.remote().send(job(audience, run, persistent));
        Meter meter = bench.meter();
        bench.remote().deliver(true);
        Progress progress = watcher.progress();
        progress.await(COMMANDS);
        double rate = (COMMANDS - 1) * 1e9 / (progress.last() - progress.first());
        return new Round(rate, meter.read(), faults(audience, watcher));
    }

    private static Round whileSending(Bench bench, Audience audience, boolean persistent) {
        long run = bench.nextRun();
        StampWatcher watcher = new StampWatcher(run, CLIENTS);
        audience.watch(watcher);
        Meter meter = bench.meter();
        CompletableFuture<Remote.Sent> sending = bench.remote().start(job(audience, run, persistent));
        long started = sending.join().started();
        watcher.progress().await(COMMANDS);
        double rate = COMMANDS * 1e9 / (watcher.progress().last() - started);
        return new Round(rate, meter.read(), faults(audience, watcher));
    }

    private static Remote.Job job(Audience audience, long run, boolean persistent) {
        String via = persistent ? "via=queue" : "via=jms persistent=false";
        return Remote.Job.of(audience.ids(), "run=" + run + " count=" + COMMANDS + " batch=" + BATCH + " " + via);
    }

    private static Faults faults(Audience audience, StampWatcher watcher) {
        return watcher.order().faults(COMMANDS).andClosed(audience.closed());
    }
}
