package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.ArrivalWatcher;
import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.Remote;
import com.artisansdk.server.bench.load.StampWatcher;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * How long it takes from an application's transaction to the browser: commands at a steady rate, each in a JTA transaction of its own, to
 * a hundred clients in turn.
 */
public final class QueueLatency implements Scenario {

    private static final int CLIENTS = 100;
    private static final int RATE = 100;
    private static final List<String> WARM_UP =
            List.of("count=20000 batch=20", "count=4000 batch=1 senders=4", "count=300 batch=1 rate=100");
    private static final int COMMANDS = 1_000;
    private static final int FEW = 200;

    @Override
    public Table run(Bench bench) {
        Table table = new Table(
                "queue-latency: from a transaction to the socket, at " + RATE + " commands/s",
                "command",
                "from",
                "p50",
                "p99",
                "max",
                "server CPU",
                "faults");
        int commands = bench.settings().quick() ? FEW : COMMANDS;
        try (Reactor reactor = bench.reactor();
                Audience audience = bench.audience(reactor, CLIENTS)) {
            warmUp(bench, audience);
            long run = bench.nextRun();
            StampWatcher stamps = new StampWatcher(run, CLIENTS);
            ArrivalWatcher frames = new ArrivalWatcher("Bench", CLIENTS, commands);
            Audience.Watcher both = (client, bytes, offset, length) -> {
                stamps.saw(client, bytes, offset, length);
                frames.saw(client, bytes, offset, length);
            };
            measure(bench, audience, table, "SendMessage", "run=" + run, both, frames, commands);
            table.note(
                    "Faults of SendMessage, by its stamps: %s.", stamps.order().faults(commands));
            ArrivalWatcher notices = new ArrivalWatcher("UpdateNotifications", CLIENTS, commands);
            measure(bench, audience, table, "NotifyConnection", "kind=notify", notices, notices, commands);
        }
        table.note(
                "From \"due\": from the moment the command was to be queued, the transaction included. From \"commit\": from the"
                        + " moment the transaction was committed. Expected: p50 under 10 ms, p99 under 50 ms.");
        return table;
    }

    /** Until the compiler of the server has little left to do: it shares its core. */
    private static void warmUp(Bench bench, Audience audience) {
        Bench.progress("queue-latency: warming up");
        for (String shape : bench.settings().quick() ? WARM_UP.subList(1, 2) : WARM_UP) {
            long run = bench.nextRun();
            StampWatcher watcher = new StampWatcher(run, CLIENTS);
            audience.watch(watcher);
            long count = bench.remote()
                    .send(Remote.Job.of(audience.ids(), "run=" + run + " " + shape))
                    .count();
            watcher.progress().await(count);
        }
    }

    private static void measure(
            Bench bench,
            Audience audience,
            Table table,
            String command,
            String parameters,
            Audience.Watcher watcher,
            ArrivalWatcher arrivals,
            int commands) {
        Bench.progress("queue-latency: %s", command);
        audience.watch(watcher);
        Meter meter = bench.meter();
        Remote.Sent sent = bench.remote()
                .send(Remote.Job.of(
                        audience.ids(), parameters + " batch=1 times=true count=" + commands + " rate=" + RATE));
        arrivals.progress().await(commands);
        Meter.Reading used = meter.read();
        Histogram fromDue = new Histogram(3);
        Histogram fromCommit = new Histogram(3);
        for (int i = 0; i < commands; i++) {
            long arrival = arrivals.time(i % CLIENTS, i / CLIENTS);
            fromDue.recordValue(Math.max(0, arrival - sent.times()[i][0]));
            fromCommit.recordValue(Math.max(0, arrival - sent.times()[i][1]));
        }
        long lost = commands - arrivals.progress().count();
        row(table, command, "due", fromDue, used, lost);
        row(table, command, "commit", fromCommit, used, lost);
    }

    private static void row(
            Table table, String command, String from, Histogram latencies, Meter.Reading used, long lost) {
        table.row(
                command,
                from,
                Table.millis(latencies.getValueAtPercentile(50)),
                Table.millis(latencies.getValueAtPercentile(99)),
                Table.millis(latencies.getMaxValue()),
                Table.percent(used.serverCores()),
                lost == 0 ? "none" : "lost " + lost);
    }
}
