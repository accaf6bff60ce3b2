package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Client;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Reactor;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What it takes to connect clients one after another, each of which changes the roster that all others see. */
public final class Connect implements Scenario {

    private static final int CLIENTS = 500;
    private static final int WARM_UP = 200;
    private static final long PATIENCE_S = 10;
    private static final String ROSTER = "\"name\":\"UpdateConnections\"";

    @Override
    public Table run(Bench bench) throws Exception {
        Bench.progress("connect: warming up");
        measure(bench, WARM_UP);
        Bench.progress("connect: %d clients", CLIENTS);
        Result result = measure(bench, CLIENTS);
        Table table = new Table(
                "connect: " + CLIENTS + " clients one after another",
                "",
                "time",
                "received by all",
                "until all know the last",
                "server CPU",
                "closed");
        table.row(
                "each let in, greeted and shown its roster",
                Table.decimal(result.seconds()) + " s",
                Table.decimal(result.bytes() / 1e6) + " MB",
                Table.decimal(result.settledBytes() / 1e6) + " MB, " + Table.decimal(result.settledSeconds()) + " s",
                Table.decimal(result.used().serverNanos() / 1e9) + " s",
                Table.whole(result.closed()));
        table.note("Required: under 5 s and 150 MB. The original needed 34 to 70 s and 9.4 GB.");
        return table;
    }

    private record Result(
            double seconds, double bytes, double settledSeconds, double settledBytes, Meter.Reading used, int closed) {}

    private static Result measure(Bench bench, int clients) throws InterruptedException {
        try (Reactor reactor = bench.reactor()) {
            Arrivals arrivals = new Arrivals(clients);
            Meter meter = bench.meter();
            long started = System.nanoTime();
            for (int i = 0; i < clients; i++) {
                Newcomer newcomer = new Newcomer(arrivals);
                reactor.connect(Bench.OURS, newcomer);
                newcomer.await();
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            double bytes = reactor.read().bytes();
            arrivals.await();
            double settled = (System.nanoTime() - started) / 1e9;
            return new Result(
                    seconds, bytes, settled, reactor.read().bytes(), meter.read(), reactor.ask(() -> arrivals.closed));
        }
    }

    /** How many know of everybody. On the reactor's thread. */
    private static final class Arrivals {
        private final String total;
        private final CountDownLatch complete;
        private int closed;

        Arrivals(int clients) {
            total = "\"total\":" + clients;
            complete = new CountDownLatch(clients);
        }

        void await() throws InterruptedException {
            if (!complete.await(PATIENCE_S, TimeUnit.SECONDS)) {
                System.err.printf("Warning: %d clients do not know of the last one.%n", complete.getCount());
            }
        }
    }

    private static final class Newcomer implements Client.Listener {
        private final Arrivals arrivals;
        private final CountDownLatch shown = new CountDownLatch(1);
        private boolean knowsAll;

        Newcomer(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        void await() throws InterruptedException {
            if (!shown.await(PATIENCE_S, TimeUnit.SECONDS)) {
                throw new IllegalStateException("a client was not let in within " + PATIENCE_S + " s");
            }
        }

        @Override
        public void text(Client client, byte[] bytes, int offset, int length) {
            if (knowsAll) {
                return;
            }
            String frame = new String(bytes, offset, length, StandardCharsets.UTF_8);
            if (frame.contains(ROSTER)) {
                shown.countDown();
                if (frame.contains(arrivals.total)) {
                    knowsAll = true;
                    arrivals.complete.countDown();
                }
            }
        }

        @Override
        public void closed(Client client, int code) {
            arrivals.closed++;
        }
    }
}
