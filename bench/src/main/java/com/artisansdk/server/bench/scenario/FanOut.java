package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Reactor;
import java.util.List;
import java.util.Map;

/** One frame to everybody: at low rates, at ten thousand deliveries a second, and as fast as they are taken. */
public final class FanOut implements Scenario {

    private static final int DELIVERIES = 10_000;
    private static final int MANY = 1_000;
    private static final double P99 = 99;

    @Override
    public Table run(Bench bench) {
        Table table = new Table("fanout: one frame to everybody", Duel.HEADINGS);
        for (int clients : bench.settings().sizes(List.of(100, 1_000, 5_000), 1_000)) {
            try (Reactor reactor = bench.reactor();
                    Crowd ours = Crowd.of(bench, bench.ours(), reactor, clients);
                    Crowd bare = Crowd.of(bench, bench.bare(), reactor, clients)) {
                Map<Contestant, Crowd> crowds = Map.of(bench.ours(), ours, bench.bare(), bare);
                heat(bench, crowds, clients);
                for (int window : bench.settings().windows()) {
                    saturated(bench, table, crowds, clients, window);
                }
                atRate(bench, table, crowds, clients, clients > MANY ? 10 : 20, "≤ 1.2", "");
                atRate(bench, table, crowds, clients, Math.max(1, DELIVERIES / clients), "", "≤ 1.3");
            }
        }
        table.note(
                "\"CPU\" is the server's, user and system. At saturation so many broadcasts are under way at a time, and the"
                        + " next go when all clients have the first: frames wait for every socket, and nobody is closed as slow.");
        return table;
    }

    /**
     * Lets Java compile all that sending takes: what is run once a broadcast, rarely enough at a low rate, would otherwise be compiled while
     * that is measured.
     */
    private static void heat(Bench bench, Map<Contestant, Crowd> crowds, int clients) {
        Bench.progress("%s clients: heating up", Table.whole(clients));
        Shot shot = Shot.everyone(clients);
        for (int window : bench.settings().windows()) {
            bench.contestants()
                    .forEach(contestant -> crowds.get(contestant)
                            .closedLoop(shot, window, bench.settings().warmUp()));
        }
    }

    private static void atRate(
            Bench bench, Table table, Map<Contestant, Crowd> crowds, int clients, int rate, String cpu, String p99) {
        Shot shot = Shot.everyone(clients);
        Settings settings = bench.settings();
        new Duel(bench, clients, rate + " broadcasts/s")
                .play(
                        contestant -> crowds.get(contestant).openLoop(shot, rate, settings.warmUp()),
                        (contestant, score) -> {
                            Flow flow = crowds.get(contestant).openLoop(shot, rate, settings.seconds());
                            score.add(Figure.micros("CPU per delivery", cpu), flow.cpuPerFrame());
                            score.add(
                                    Figure.millis("p50 from due to arrival", ""),
                                    flow.ages().getValueAtPercentile(50));
                            score.add(
                                    Figure.millis("p99 from due to arrival", p99),
                                    flow.ages().getValueAtPercentile(P99));
                            score.add(flow);
                        })
                .into(table);
    }

    private static void saturated(Bench bench, Table table, Map<Contestant, Crowd> crowds, int clients, int window) {
        Shot shot = Shot.everyone(clients);
        Settings settings = bench.settings();
        new Duel(bench, clients, "saturation, " + window + " under way")
                .play(
                        contestant -> crowds.get(contestant).closedLoop(shot, window, settings.warmUp()),
                        (contestant, score) -> {
                            Flow flow = crowds.get(contestant).closedLoop(shot, window, settings.seconds());
                            score.add(Figure.micros("CPU per delivery", "≤ 1.0"), flow.cpuPerFrame());
                            score.add(Figure.whole("deliveries/s", "≥ 1.0"), flow.framesPerSecond());
                            score.add(Figure.decimal("messages per read", ""), flow.framesPerRead());
                            score.add(Figure.whole("bytes per message", ""), flow.bytesPerFrame());
                            score.add(
                                    Figure.percent("server's share of its core", ""),
                                    flow.used().serverCores());
                            score.add(
                                    Figure.percent("load client's share of its core", ""),
                                    flow.used().clientCores());
                            score.addSaturated(flow);
                        })
                .into(table);
    }
}
