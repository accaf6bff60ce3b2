package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import com.artisansdk.server.testing.SteppedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What holds of commands for later, timers and promises, in whatever order they are added, paused, resumed, cancelled, aborted, and
 * the server restarted, from within them as from without, while the loop is punctual or late.
 */
class LaterPropertiesTest {

    private static final int LIVES = 2_000;
    private static final int STEPS = 80;

    @Test
    void nothingCancelledRunsNothingLiveIsLostAndOrderIsKept() {
        try (LogLines promises = LogLines.of(Promise.class)) {
            for (int seed = 0; seed < LIVES; seed++) {
                new Life(seed).live();
            }
            assertThat(promises.lines()).isEmpty();
        }
    }

    /** Something that is to happen: how often it may, how often it did, and whether it has been called off. */
    private static final class Thing {
        private final String name;
        private final long number;
        private int ran;
        private boolean off;

        Thing(String name, long number) {
            this.name = name;
            this.number = number;
        }

        @Override
        public String toString() {
            return name + " " + number;
        }
    }

    private record Item(Thing thing, Pending pending) {}

    private static final class Ticking {
        private final Thing thing;
        private final boolean once;
        private final long intervalNanos;
        private final Timer timer;
        private boolean paused;
        // What a timer is to wait for, by a clock of the test's own: an interval, less what has passed while it ran.
        private long leftNanos;
        private long sinceNanos;

        Ticking(Thing thing, boolean once, Duration interval, Runnable does, Life life) {
            this.thing = thing;
            this.once = once;
            intervalNanos = interval.toNanos();
            leftNanos = intervalNanos;
            sinceNanos = life.nanos();
            timer = new Timer(interval, manager -> {
                life.happens(thing);
                life.require(!paused, thing + " runs while it is paused");
                // The next one comes at the pace that was set, not sooner.
                long late = life.nanos() - sinceNanos - leftNanos;
                life.require(late >= 0, thing + " runs before its time");
                leftNanos = intervalNanos - late % intervalNanos;
                sinceNanos = life.nanos();
                if (once) {
                    thing.off = true;
                }
                does.run();
            });
        }
    }

    private static final class Life {
        private final int seed;
        private final Random random;
        private final SteppedExecutor elsewhere = new SteppedExecutor();
        private final SmallServer server = SmallServer.started().with(elsewhere);
        private final Manager manager = server.manager();
        private final List<Item> nexts = new ArrayList<>();
        private final List<Item> delays = new ArrayList<>();
        private final List<Ticking> timers = new ArrayList<>();
        private final List<Client> clients = new ArrayList<>();
        private final List<Thing> promised = new ArrayList<>();
        private final List<Promise<?>> promises = new ArrayList<>();
        private final List<String> wrong = new ArrayList<>();
        private long numbers;
        private long lastNext;
        private int depth;

        Life(int seed) {
            this.seed = seed;
            random = new Random(seed);
        }

        long nanos() {
            return server.time().nanos();
        }

        /** Remembers what is wrong: whatever is thrown on the loop is only logged. */
        void require(boolean right, String otherwise) {
            if (!right) {
                wrong.add(otherwise + ", seed " + seed);
            }
        }

        void happens(Thing thing) {
            require(server.loop().isCurrent(), thing + " runs off the loop");
            require(!thing.off, thing + " runs though it was called off");
            thing.ran++;
        }

        void live() {
            for (int step = 0; step < STEPS; step++) {
                switch (random.nextInt(5)) {
                    case 0 -> server.pass(Duration.ofMillis(random.nextInt(40)));
                    case 1 -> {
                        // The loop is late: time passes, and nothing runs.
                        server.time().advance(Duration.ofMillis(random.nextInt(60)));
                    }
                    case 2 -> elsewhere.runNext();
                    default -> server.onLoop(this::act);
                }
            }
            server.settle();
            settleAll();
        }

        private void act() {
            switch (random.nextInt(16)) {
                case 0, 1, 2 -> next();
                case 3, 4 -> delay();
                case 5, 6 -> timer();
                case 7 -> promise();
                case 8 -> abort(nexts);
                case 9 -> abort(delays);
                case 10 -> pause();
                case 11, 12 -> resume();
                case 13 -> cancelTimer();
                case 14 -> cancelPromiseOrClose();
                default -> rarely(this::restart);
            }
        }

        /** What a command does besides: sometimes more of the same. */
        private void inside() {
            if (depth == 0 && random.nextInt(3) == 0) {
                depth++;
                act();
                depth--;
            }
        }

        private void next() {
            Thing thing = new Thing("next", ++numbers);
            nexts.add(new Item(thing, manager.next(it -> {
                happens(thing);
                thing.off = true;
                require(thing.number > lastNext, thing + " is out of order");
                lastNext = thing.number;
                inside();
            })));
        }

        private void delay() {
            Thing thing = new Thing("delay", ++numbers);
            Duration after = Duration.ofMillis(random.nextInt(50));
            long due = nanos() + after.toNanos();
            delays.add(new Item(thing, manager.delay(after, it -> {
                happens(thing);
                thing.off = true;
                require(nanos() >= due, thing + " is early");
                inside();
            })));
        }

        private void timer() {
            boolean once = random.nextInt(3) == 0;
            Duration interval = Duration.ofMillis(1 + random.nextInt(30));
            Ticking ticking = new Ticking(new Thing("timer", ++numbers), once, interval, this::inside, this);
            if (once) {
                ticking.timer.once();
            }
            manager.timer(ticking.timer);
            timers.add(ticking);
        }

        private void promise() {
            Thing thing = new Thing("promise", ++numbers);
            Client client = server.connect();
            manager.open(client.connection());
            clients.add(client);
            boolean fails = random.nextBoolean();
            Promise<?> promise = manager.promise(() -> {
                if (fails) {
                    throw new IllegalStateException("as it happens");
                }
                return "value";
            });
            if (random.nextBoolean()) {
                promise = promise.within(Duration.ofMillis(1 + random.nextInt(40)));
            }
            promise = promise.then(value -> value).unlessClosed(client.connection());
            promise.whenDone(value -> heard(thing, client)).whenFailed(failure -> heard(thing, client));
            promised.add(thing);
            promises.add(promise);
        }

        private void heard(Thing thing, Client client) {
            require(thing.ran == 0, thing + " is settled twice");
            require(client.connection().isOpen(), thing + " is told though its connection has closed");
            thing.ran++;
        }

        private void abort(List<Item> items) {
            pick(items).ifPresent(item -> {
                boolean live = !item.thing().off;
                require(manager.abort(item.pending()) == live, item.thing() + " is not as live as it says");
                item.thing().off = true;
            });
        }

        private void pause() {
            pick(timers).filter(it -> !it.thing.off && !it.paused).ifPresent(ticking -> {
                ticking.timer.pause();
                ticking.paused = true;
                ticking.leftNanos = Math.max(0, ticking.leftNanos - (nanos() - ticking.sinceNanos));
            });
        }

        private void resume() {
            pick(timers).ifPresent(this::resume);
        }

        private void resume(Ticking ticking) {
            ticking.timer.resume();
            if (ticking.paused) {
                ticking.paused = false;
                ticking.sinceNanos = nanos();
            }
        }

        private void cancelTimer() {
            pick(timers).ifPresent(ticking -> {
                ticking.timer.cancel();
                ticking.thing.off = true;
            });
        }

        private void cancelPromiseOrClose() {
            if (random.nextBoolean()) {
                pick(promises).ifPresent(Promise::cancel);
            } else {
                pick(clients).ifPresent(client -> manager.end(client.connection(), Disconnect.KICKED));
            }
        }

        private void restart() {
            nexts.forEach(item -> item.thing().off = true);
            delays.forEach(item -> item.thing().off = true);
            timers.forEach(ticking -> ticking.thing.off = true);
            manager.restart();
            require(manager.timers().all().isEmpty(), "a timer survives a restart");
        }

        /** All that is live gets its time; then everything that was to happen has. */
        private void settleAll() {
            server.onLoop(() -> timers.forEach(this::resume));
            depth = 1;
            List<Thing> live =
                    timers.stream().map(it -> it.thing).filter(it -> !it.off).toList();
            List<Integer> before = live.stream().map(it -> it.ran).toList();
            for (int i = 0; i < 20; i++) {
                elsewhere.runAll();
                server.pass(Duration.ofMillis(10));
            }
            for (int i = 0; i < live.size(); i++) {
                assertThat(live.get(i).ran).as("%s, seed %d", live.get(i), seed).isGreaterThan(before.get(i));
            }
            for (List<Item> items : List.of(nexts, delays)) {
                assertThat(items)
                        .as("seed %d", seed)
                        .allMatch(item -> item.thing().off && item.pending().isOver());
                assertThat(items).as("seed %d", seed).allMatch(item -> item.thing().ran <= 1);
            }
            assertThat(timers).as("seed %d", seed).allMatch(it -> !it.once || it.thing.ran <= 1);
            assertThat(timers)
                    .as("seed %d", seed)
                    .allMatch(it -> it.thing.off == (it.timer.state() == Timer.State.CANCELLED));
            assertThat(promises).as("seed %d", seed).allMatch(Promise::isSettled);
            server.onLoop(() -> timers.forEach(it -> it.timer.cancel()));
            server.onLoop(() -> manager.stop(Disconnect.GOING_AWAY));
            // Whoever left in the turn in which it came is looked after once more.
            server.time().advance(Sweeper.EVERY);
            server.settle();
            assertThat(server.time().waiting()).as("seed %d", seed).isZero();
            assertThat(wrong).isEmpty();
        }

        private void rarely(Runnable action) {
            if (random.nextInt(6) == 0) {
                action.run();
            }
        }

        private <T> Optional<T> pick(List<T> list) {
            return list.isEmpty() ? Optional.empty() : Optional.of(list.get(random.nextInt(list.size())));
        }
    }
}
