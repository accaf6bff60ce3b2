package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Heap;
import com.artisansdk.server.bench.load.Reactor;

/** What connections take that say nothing and hear nothing, and whether they leave anything behind. */
public final class IdleMemory implements Scenario {

    private static final double SETTLE_SECONDS = 1;
    private static final double KIB = 1_024;
    private static final double MIB = KIB * KIB;

    @Override
    public Table run(Bench bench) {
        int clients = bench.settings().size(10_000, 500);
        Table table = new Table("idle-memory: connections that are only there", Duel.HEADINGS);
        new Duel(bench, clients, "idle")
                .play(
                        contestant -> round(bench, contestant, clients, new Score()),
                        (contestant, score) -> round(bench, contestant, clients, score))
                .into(table);
        table.note(
                "Live heap: all reachable objects of the process, with the connections less without them, for each of them.");
        return table;
    }

    private static void round(Bench bench, Contestant contestant, int clients, Score score) {
        Heap heap = new Heap(bench.pid());
        long heapBefore = heap.liveBytes();
        int descriptorsBefore = bench.server().descriptors();
        try (Reactor reactor = bench.reactor();
                Crowd crowd = Crowd.of(bench, contestant, reactor, clients)) {
            Bench.pass(SETTLE_SECONDS);
            double each = (heap.liveBytes() - heapBefore) / (double) clients;
            score.add(
                    new Figure("live heap per connection", bytes -> Table.decimal(bytes / KIB) + " KiB", "≤ 1.6"),
                    each);
            score.add(
                    new Figure("resident memory of the process", bytes -> Table.whole(bytes / MIB) + " MiB", ""),
                    bench.server().residentBytes());
            score.add(Faults.NONE.andClosed(crowd.audience().closed()));
        }
        Crowd.awaitDescriptors(bench, descriptorsBefore);
        score.add(
                new Figure("live heap left behind", bytes -> Table.whole(bytes / KIB) + " KiB", ""),
                heap.liveBytes() - heapBefore);
        score.add(
                Figure.whole("descriptors left behind", "ours ≤ 10"),
                Math.max(0, bench.server().descriptors() - descriptorsBefore));
    }
}
