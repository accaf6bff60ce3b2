package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Remote;
import java.util.List;

/** What queueing a command costs an application, through CommandQueue and by JMS alone, while the server takes the commands off. */
public final class Sending implements Scenario {

    private static final int MOST_ROUNDS = 3;
    private static final List<String> WAYS = List.of("via=queue", "via=jms");

    /** So many senders, each with so many commands to a transaction. */
    private record Shape(String name, int senders, int batch, int count) {}

    private static final List<Shape> SHAPES = List.of(
            new Shape("one JTA transaction each", 1, 1, 300),
            new Shape("one JTA transaction each, 8 senders", 8, 1, 800),
            new Shape("no transaction", 1, 0, 300),
            new Shape("100 to a JTA transaction", 1, 100, 8_000));

    @Override
    public Table run(Bench bench) {
        Table table = new Table(
                "sending: persistent commands queued per second, " + bench.label(),
                "commands",
                "CommandQueue",
                "bare JMS",
                "ratio");
        int times = Math.min(MOST_ROUNDS, bench.settings().rounds());
        Bench.progress("sending: warming up");
        WAYS.forEach(way -> rate(bench, way, new Shape("", 8, 1, 2_000)));
        for (Shape shape : SHAPES) {
            Bench.progress("sending: %s", shape.name());
            Rounds queue = new Rounds();
            Rounds jms = new Rounds();
            for (int i = 0; i < times; i++) {
                queue.add(rate(bench, WAYS.get(0), shape));
                jms.add(rate(bench, WAYS.get(1), shape));
            }
            table.row(
                    shape.name(),
                    Table.whole(queue.median()),
                    Table.whole(jms.median()),
                    Table.decimal(queue.median() / jms.median()));
        }
        table.note("Medians of %d rounds, alternating.", times);
        return table;
    }

    private static double rate(Bench bench, String way, Shape shape) {
        return bench.remote()
                .send(Remote.Job.of(
                        List.of(),
                        way + " senders=" + shape.senders() + " batch=" + shape.batch() + " count=" + shape.count()))
                .rate();
    }
}
