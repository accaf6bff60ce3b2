package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Heap;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.RosterWatcher;

/**
 * Clients connect as fast as they are let in, and the server tells all of them of each other. A round is as many storms as fit into its seconds, and
 * begins with a heap that has been collected: connections live so long that who comes after others would pay for theirs.
 */
public final class ConnectStorm implements Scenario {

    @Override
    public Table run(Bench bench) {
        Settings settings = bench.settings();
        int clients = settings.size(5_000, 500);
        Table table = new Table("connect-storm: clients connect as fast as they are let in", Duel.HEADINGS);
        new Duel(bench, clients, Audience.AT_ONCE + " at a time")
                .play(
                        contestant -> storms(bench, contestant, clients, settings.warmUp(), new Score()),
                        (contestant, score) -> {
                            new Heap(bench.pid()).collect();
                            storms(bench, contestant, clients, settings.seconds(), score);
                            if (contestant.isOurs()) {
                                untilAllKnow(bench, contestant, clients, score);
                            }
                        })
                .into(table);
        table.note("A client is connected when it has its greeting. The bare endpoint tells nobody of anybody.");
        return table;
    }

    /** Neither waits for anything but greetings: so, when it warms up, Java compiles as much of one as of the other. */
    private static void storms(Bench bench, Contestant contestant, int clients, double seconds, Score score) {
        double connecting = 0;
        double serverNanos = 0;
        long connects = 0;
        while (connecting < seconds) {
            try (Storm storm = new Storm(bench, contestant, clients)) {
                connecting += storm.used.seconds();
                serverNanos += storm.used.serverNanos();
                connects += clients;
                score.add(storm.used);
                score.add(Faults.NONE.andClosed(storm.audience.closed()));
            }
        }
        score.add(Figure.whole("connects/s", "≥ 0.8"), connects / connecting);
        score.add(Figure.micros("CPU per connect", ""), serverNanos / connects);
    }

    private static void untilAllKnow(Bench bench, Contestant contestant, int clients, Score score) {
        try (Storm storm = new Storm(bench, contestant, clients)) {
            RosterWatcher rosters = storm.rosters;
            rosters.progress().await(clients, Crowd.ROSTERS);
            score.add(new Faults(clients - rosters.progress().count(), 0, 0, 0, 0).andClosed(storm.audience.closed()));
            score.add(
                    Figure.millis("after the last, until all know the true total", "ours ≤ 10 s"),
                    Math.max(0, rosters.progress().last() - storm.greeted));
            score.add(
                    Figure.whole("bytes per client until then", ""),
                    (double) storm.reactor.read().bytes() / clients);
        }
    }

    /** All have connected. They leave when it is closed, which is over when nothing is left of them. */
    private static final class Storm implements AutoCloseable {
        private final Bench bench;
        private final Contestant contestant;
        private final int descriptorsBefore;
        private final Reactor reactor;
        private final RosterWatcher rosters;
        private final Audience audience;
        private final long greeted;
        private final Meter.Reading used;

        Storm(Bench bench, Contestant contestant, int clients) {
            this.bench = bench;
            this.contestant = contestant;
            descriptorsBefore = bench.server().descriptors();
            reactor = bench.reactor();
            rosters = new RosterWatcher(clients);
            Meter meter = bench.meter();
            audience = Audience.of(reactor, contestant.path(), clients, rosters);
            greeted = System.nanoTime();
            used = meter.read();
        }

        @Override
        public void close() {
            audience.close();
            reactor.close();
            Crowd.awaitEmpty(contestant);
            Crowd.awaitDescriptors(bench, descriptorsBefore);
        }
    }
}
