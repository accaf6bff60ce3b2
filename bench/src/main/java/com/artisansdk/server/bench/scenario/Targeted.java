package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Reactor;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** Frames for one client: in turn, and right after a broadcast to all the others. */
public final class Targeted implements Scenario {

    private static final int RATE = 1_000;
    private static final int WINDOW = 256;
    private static final int BROADCASTS = 10;
    private static final double P99 = 99;

    @Override
    public Table run(Bench bench) {
        int clients = bench.settings().size(5_000, 500);
        Table table = new Table("targeted: one frame to one client", Duel.HEADINGS);
        try (Reactor reactor = bench.reactor();
                Crowd ours = Crowd.of(bench, bench.ours(), reactor, clients);
                Crowd bare = Crowd.of(bench, bench.bare(), reactor, clients)) {
            Map<Contestant, Crowd> crowds = Map.of(bench.ours(), ours, bench.bare(), bare);
            inTurn(bench, table, crowds, clients);
            saturated(bench, table, crowds, clients);
            afterBroadcast(bench, table, crowds, clients);
        }
        table.note(
                "\"After a broadcast\": a frame to everybody but one client, and at once one to that client, which is idle; its age"
                        + " counts from when the broadcast was due. At saturation %d sends are under way.",
                WINDOW);
        return table;
    }

    private static void inTurn(Bench bench, Table table, Map<Contestant, Crowd> crowds, int clients) {
        Settings settings = bench.settings();
        new Duel(bench, clients, Table.whole(RATE) + " sends/s in turn")
                .play(
                        contestant -> {
                            Crowd crowd = crowds.get(contestant);
                            crowd.openLoop(Shot.one(ids(crowd)), RATE, settings.warmUp());
                        },
                        (contestant, score) -> {
                            Crowd crowd = crowds.get(contestant);
                            Flow flow = crowd.openLoop(Shot.one(ids(crowd)), RATE, settings.seconds());
                            score.add(Figure.micros("CPU per send", ""), flow.cpuPerFrame());
                            ages(score, "", flow.agesOfOwn());
                            score.add(flow);
                        })
                .into(table);
    }

    private static void saturated(Bench bench, Table table, Map<Contestant, Crowd> crowds, int clients) {
        Settings settings = bench.settings();
        new Duel(bench, clients, "saturation, in turn")
                .play(
                        contestant -> {
                            Crowd crowd = crowds.get(contestant);
                            crowd.closedLoop(Shot.one(ids(crowd)), WINDOW, settings.warmUp());
                        },
                        (contestant, score) -> {
                            Crowd crowd = crowds.get(contestant);
                            Flow flow = crowd.closedLoop(Shot.one(ids(crowd)), WINDOW, settings.seconds());
                            score.add(Figure.micros("CPU per send", ""), flow.cpuPerFrame());
                            score.add(Figure.whole("sends/s", ""), flow.framesPerSecond());
                            score.add(Figure.decimal("messages per read", ""), flow.framesPerRead());
                            score.addSaturated(flow);
                        })
                .into(table);
    }

    private static void afterBroadcast(Bench bench, Table table, Map<Contestant, Crowd> crowds, int clients) {
        Settings settings = bench.settings();
        new Duel(bench, clients, BROADCASTS + "/s, after a broadcast")
                .play(
                        contestant -> {
                            Crowd crowd = crowds.get(contestant);
                            crowd.openLoop(Shot.after(ids(crowd)), BROADCASTS, settings.warmUp());
                        },
                        (contestant, score) -> {
                            Crowd crowd = crowds.get(contestant);
                            Flow flow = crowd.openLoop(Shot.after(ids(crowd)), BROADCASTS, settings.seconds());
                            ages(score, " of the one", flow.agesOfOwn());
                            score.add(
                                    Figure.millis("p99 of the others", ""),
                                    flow.ages().getValueAtPercentile(P99));
                            score.add(flow);
                        })
                .into(table);
    }

    private static void ages(Score score, String of, Histogram ages) {
        score.add(Figure.millis("p50" + of, ""), ages.getValueAtPercentile(50));
        score.add(Figure.millis("p99" + of, ""), ages.getValueAtPercentile(P99));
    }

    private static List<String> ids(Crowd crowd) {
        return crowd.audience().ids();
    }
}
