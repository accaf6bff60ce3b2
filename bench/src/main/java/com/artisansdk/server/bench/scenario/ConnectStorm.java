package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.RosterWatcher;

/** Clients connect as fast as they are let in, and the server tells all of them of each other. */
public final class ConnectStorm implements Scenario {

    @Override
    public Table run(Bench bench) {
        Settings settings = bench.settings();
        int clients = settings.size(5_000, 500);
        Table table = new Table("connect-storm: clients connect as fast as they are let in", Duel.HEADINGS);
        new Duel(bench, clients, Audience.AT_ONCE + " at a time")
                .play(
                        contestant -> {
                            long end = System.nanoTime() + (long) (settings.warmUp() * 1e9);
                            while (System.nanoTime() < end) {
                                // Neither waits for anything: so Java has compiled as much of one as of the other.
                                storm(bench, contestant, clients, new Score(), false);
                            }
                        },
                        (contestant, score) -> storm(bench, contestant, clients, score, contestant.isOurs()))
                .into(table);
        table.note("A client is connected when it has its greeting. The bare endpoint tells nobody of anybody.");
        return table;
    }

    private static void storm(Bench bench, Contestant contestant, int clients, Score score, boolean awaitsRosters) {
        RosterWatcher rosters = new RosterWatcher(clients);
        int descriptorsBefore = bench.server().descriptors();
        try (Reactor reactor = bench.reactor()) {
            Meter meter = bench.meter();
            long started = System.nanoTime();
            try (Audience audience = Audience.of(reactor, contestant.path(), clients, rosters)) {
                long greeted = System.nanoTime();
                Meter.Reading used = meter.read();
                score.add(used);
                score.add(Figure.whole("connects/s", "≥ 0.8"), clients * 1e9 / (greeted - started));
                score.add(Figure.micros("CPU per connect", ""), used.serverNanos() / clients);
                if (awaitsRosters) {
                    rosters.progress().await(clients, Crowd.ROSTERS);
                    long ignorant = clients - rosters.progress().count();
                    score.add(new Faults(ignorant, 0, 0, 0, 0));
                    score.add(
                            Figure.millis("after the last, until all know the true total", "ours ≤ 10 s"),
                            Math.max(0, rosters.progress().last() - greeted));
                    score.add(
                            Figure.whole("bytes per client until then", ""),
                            (double) reactor.read().bytes() / clients);
                }
                score.add(Faults.NONE.andClosed(audience.closed()));
            }
            Crowd.awaitEmpty(contestant);
            Crowd.awaitDescriptors(bench, descriptorsBefore);
        }
    }
}
