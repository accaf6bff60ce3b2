package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Heap;
import com.artisansdk.server.bench.load.Reactor;
import java.util.List;

/**
 * Some clients stop to read. Everybody is sent small frames; those some are sent large ones, too, until no buffer takes any more. The same is
 * sent when all read, to compare with.
 */
public final class SlowReaders implements Scenario {

    private static final double SHARE = 0.05;
    private static final int RATE = 10;
    private static final int LARGE = 150_000;
    /** Until every buffer is full, and a while longer. */
    private static final double LEAST_SECONDS = 6;

    private static final double P99 = 99;
    private static final double MIB = 1_048_576;

    @Override
    public Table run(Bench bench) {
        int clients = bench.settings().size(1_000, 200);
        int slow = Math.max(1, (int) (clients * SHARE));
        double seconds = Math.max(LEAST_SECONDS, bench.settings().seconds());
        Table table = new Table("slow-readers: some clients stop to read", Duel.HEADINGS);
        new Duel(bench, clients, slow + " of them stop")
                .play(
                        contestant -> {
                            try (Reactor reactor = bench.reactor();
                                    Crowd crowd = Crowd.of(bench, contestant, reactor, clients)) {
                                crowd.openLoop(
                                        shot(crowd, slow, true),
                                        RATE,
                                        bench.settings().warmUp());
                            }
                        },
                        (contestant, score) -> round(bench, contestant, score, clients, slow, seconds))
                .into(table);
        table.note(
                "%d broadcasts/s, and as many frames of %,d bytes a second to each of those that stop: what the kernel buffers"
                        + " for them, up to some 4 MB each, is full after about three of the %.0f seconds. The server then closes them"
                        + " with 1013; the bare endpoint goes on queueing.",
                RATE, LARGE, seconds);
        return table;
    }

    private static void round(Bench bench, Contestant contestant, Score score, int clients, int slow, double seconds) {
        Heap heap = new Heap(bench.pid());
        try (Reactor reactor = bench.reactor()) {
            Crowd crowd = Crowd.of(bench, contestant, reactor, clients);
            Flow all = crowd.openLoop(shot(crowd, slow, true), RATE, seconds);
            long heapBefore = heap.liveBytes();
            crowd.audience().pauseFrom(clients - slow);
            Flow others = crowd.openLoop(shot(crowd, slow, false), RATE, seconds);
            double before = all.ages().getValueAtPercentile(P99);
            double after = others.ages().getValueAtPercentile(P99);
            score.add(Figure.millis("p99, all read", ""), before);
            score.add(Figure.millis("p99 of the others, some stopped", ""), after);
            score.add(Figure.decimal("some stopped / all read", "ours ≤ 1.5"), after / before);
            score.add(
                    Figure.whole("of the stopped, closed by the server", ""),
                    clients - contestant.trigger().open());
            score.add(
                    new Figure("live heap grew by", bytes -> Table.whole(bytes / MIB) + " MiB", ""),
                    heap.liveBytes() - heapBefore);
            score.add(all);
            score.add(others);
        }
        // Whoever does not read does not answer a close frame either: with the reactor, the sockets are gone.
        Crowd.awaitEmpty(contestant);
    }

    private static Shot shot(Crowd crowd, int slow, boolean allRead) {
        List<String> ids = crowd.audience().ids();
        return Shot.andLarge(ids, slow, LARGE, allRead);
    }
}
