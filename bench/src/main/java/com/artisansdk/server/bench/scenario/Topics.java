package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Reactor;
import java.util.function.ToDoubleFunction;

/**
 * Sends to topics of ten: one topic of the only ten connections there are, the same among thousands of connections and topics, and all
 * topics in turn.
 */
public final class Topics implements Scenario {

    private static final int SIZE = 10;
    private static final int TOPICS = 1_000;
    private static final int RATE = 2_000;
    private static final int WINDOW = 256;
    private static final int TOPICS_OF_EACH = 2;

    @Override
    public Table run(Bench bench) {
        Settings settings = bench.settings();
        int clients = settings.size(TOPICS * SIZE / TOPICS_OF_EACH, 500);
        int topics = clients * TOPICS_OF_EACH / SIZE;
        if (clients % SIZE != 0) {
            throw new IllegalArgumentException("topics need a multiple of " + SIZE + " clients, not " + clients);
        }
        Table table = new Table("topics: one frame to the subscribers of a topic", Duel.HEADINGS);
        new Duel(bench, clients, topics + " topics of " + SIZE)
                .play(
                        contestant -> with(
                                bench,
                                contestant,
                                SIZE,
                                1,
                                crowd -> cost(crowd, Shot.topics(1, SIZE, SIZE), settings.warmUp(), new Score())),
                        (contestant, score) -> round(bench, contestant, score, clients, topics))
                .into(table);
        table.note(
                "At %,d sends/s; \"CPU\" is the server's, less what it uses with the same connections when nothing is sent. Each"
                        + " contestant is measured with only its own clients connected. At saturation %d sends are under way.",
                RATE, WINDOW);
        return table;
    }

    private static void round(Bench bench, Contestant contestant, Score score, int clients, int topics) {
        double seconds = bench.settings().seconds();
        double alone =
                with(bench, contestant, SIZE, 1, crowd -> cost(crowd, Shot.topics(1, SIZE, SIZE), seconds, score));
        score.add(Figure.micros("CPU per send, " + SIZE + " connections alone", ""), alone);
        with(bench, contestant, clients, topics, crowd -> {
            double one = cost(crowd, Shot.topics(1, SIZE, clients), seconds, score);
            double all = cost(crowd, Shot.topics(topics, SIZE, clients), seconds, score);
            Flow flow = crowd.closedLoop(Shot.topics(topics, SIZE, clients), WINDOW, seconds);
            score.add(Figure.micros("CPU per send, one topic among all connections", ""), one);
            score.add(Figure.micros("CPU per send, all topics in turn", ""), all);
            score.add(Figure.decimal("one among all / alone", "ours ≤ 1.2"), one / alone);
            score.add(Figure.decimal("all in turn / alone", ""), all / alone);
            score.add(Figure.whole("sends/s at saturation, all in turn", ""), flow.framesPerSecond() / SIZE);
            score.add(Figure.decimal("messages per read at saturation", ""), flow.framesPerRead());
            score.addSaturated(flow);
            return one;
        });
    }

    private static double with(
            Bench bench, Contestant contestant, int clients, int topics, ToDoubleFunction<Crowd> play) {
        try (Reactor reactor = bench.reactor();
                Crowd crowd = Crowd.of(bench, contestant, reactor, clients)) {
            contestant.trigger().topics(topics, SIZE, crowd.audience().ids());
            return play.applyAsDouble(crowd);
        }
    }

    /** Nanoseconds of CPU that a send takes. */
    private static double cost(Crowd crowd, Shot shot, double seconds, Score score) {
        double idle = crowd.idleCores(seconds / 2);
        Flow flow = crowd.openLoop(shot, RATE, seconds);
        score.add(flow);
        double nanos = flow.used().serverNanos() - idle * flow.used().seconds() * 1e9;
        return nanos / flow.frames() * SIZE;
    }
}
