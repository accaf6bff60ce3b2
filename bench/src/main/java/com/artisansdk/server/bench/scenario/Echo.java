package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.bench.Stamp;
import com.artisansdk.server.bench.load.Audience;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Order;
import com.artisansdk.server.bench.load.Reactor;
import com.artisansdk.server.bench.load.StampWatcher;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Clients say something, are answered, and say the next thing. */
public final class Echo implements Scenario {

    private static final double P99 = 99;

    @Override
    public Table run(Bench bench) {
        Settings settings = bench.settings();
        Table table = new Table("echo: a client's message, answered", Duel.HEADINGS);
        for (int clients : settings.sizes(List.of(100), 100)) {
            try (Reactor reactor = bench.reactor();
                    Crowd ours = Crowd.of(bench, bench.ours(), reactor, clients);
                    Crowd bare = Crowd.of(bench, bench.bare(), reactor, clients)) {
                Map<Contestant, Crowd> crowds = Map.of(bench.ours(), ours, bench.bare(), bare);
                new Duel(bench, clients, "one message each under way")
                        .play(
                                contestant -> echo(bench, reactor, crowds.get(contestant), settings.warmUp()),
                                (contestant, score) -> {
                                    Flow flow = echo(bench, reactor, crowds.get(contestant), settings.seconds());
                                    score.add(Figure.whole("echoes/s", "≥ 0.6"), flow.framesPerSecond());
                                    score.add(Figure.micros("CPU per echo", ""), flow.cpuPerFrame());
                                    score.add(
                                            Figure.millis("p50", ""),
                                            flow.agesOfOwn().getValueAtPercentile(50));
                                    score.add(
                                            Figure.millis("p99", ""),
                                            flow.agesOfOwn().getValueAtPercentile(P99));
                                    score.addSaturated(flow);
                                })
                        .into(table);
            }
        }
        table.note(
                "The server's echo is decoded, checked, and answered on its loop; the bare endpoint sends back the text it got.");
        return table;
    }

    private static Flow echo(Bench bench, Reactor reactor, Crowd crowd, double seconds) {
        Audience audience = crowd.audience();
        Talk talk = new Talk(bench.nextRun(), audience);
        Order order = new Order(audience.size());
        StampWatcher watcher = new StampWatcher(talk.run, order, talk);
        audience.watch(watcher);
        int closedBefore = audience.closed();
        reactor.ask(talk::begin);
        Bench.pass(Crowd.RAMP_SECONDS);
        Meter meter = bench.meter();
        Mark before = Mark.of(reactor, watcher.progress());
        Bench.pass(seconds);
        Mark measured = Mark.of(reactor, watcher.progress()).since(before);
        Meter.Reading used = meter.read();
        long sent = reactor.ask(talk::end);
        watcher.progress().await(sent);
        return new Flow(
                measured.frames(),
                used,
                measured.read(),
                watcher.ages(),
                watcher.agesOfOwn(),
                reactor.ask(() -> order.faults(sent)).andClosed(audience.closed() - closedBefore));
    }

    /** Each client has one message under way. On the reactor's thread. */
    private static final class Talk implements StampWatcher.Next {
        private final long run;
        private final Audience audience;
        private long sent;
        private boolean over;

        Talk(long run, Audience audience) {
            this.run = run;
            this.audience = audience;
        }

        boolean begin() {
            for (int client = 0; client < audience.size(); client++) {
                say(client, 0);
            }
            return true;
        }

        long end() {
            over = true;
            return sent;
        }

        @Override
        public void saw(int client, Stamp.Reader stamp) {
            if (!over) {
                say(client, stamp.sequence + 1);
            }
        }

        private void say(int client, long sequence) {
            Stamp stamp = new Stamp(run, client, sequence, System.nanoTime());
            audience.send(
                    client, Payload.text(Payload.ECHO, stamp, Payload.BYTES).getBytes(StandardCharsets.UTF_8));
            sent++;
        }
    }
}
