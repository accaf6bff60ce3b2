package com.artisansdk.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Outbox.Limits;
import com.artisansdk.server.connection.Outbox.Overflow;
import com.artisansdk.server.connection.Outbox.Verdict;
import com.artisansdk.server.testing.PlainLane;
import com.artisansdk.server.testing.RecordingWire;
import com.artisansdk.server.testing.SteppedExecutor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** What holds of an outbox whatever happens to it, in whatever order. */
class OutboxPropertiesTest {

    private static final int LIVES = 3_000;
    private static final int STEPS = 60;

    @Test
    void whateverHappensOrderIsKeptOneWriteIsInFlightAndItClosesOnce() {
        for (int seed = 0; seed < LIVES; seed++) {
            new Life(seed).live();
        }
    }

    /** One outbox, and a series of things that happen to it. */
    private static final class Life {
        private final int seed;
        private final Random random;
        private final RecordingWire wire = RecordingWire.held();
        private final SteppedExecutor lane = new SteppedExecutor();
        private final List<Disconnect> ends = new ArrayList<>();
        private final Traffic traffic = new Traffic();
        private final Outbox outbox;
        private final boolean drops;
        private int offered;

        Life(int seed) {
            this.seed = seed;
            random = new Random(seed);
            drops = random.nextBoolean();
            Limits limits = new Limits(
                    20 + random.nextInt(200),
                    3 + random.nextInt(20),
                    drops ? Overflow.drop(Life::notice) : Overflow.CLOSE);
            outbox = new Outbox(wire, new PlainLane(lane), limits, () -> 0, traffic, ends::add);
        }

        void live() {
            List<Integer> taken = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                happen(taken);
                assertThat(outbox.bytes()).as("seed %d", seed).isNotNegative();
            }
            outbox.finish(Disconnect.GOING_AWAY);
            wire.release();
            lane.runAll();
            check(taken);
        }

        private void happen(List<Integer> taken) {
            switch (random.nextInt(24)) {
                case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> offer(taken);
                case 9, 10, 11, 12, 13, 14 -> lane.runNext();
                case 15, 16, 17, 18, 19 -> {
                    if (wire.isWriting()) {
                        wire.complete();
                    }
                }
                case 20 ->
                    rarely(() -> {
                        if (wire.isWriting()) {
                            wire.fail(new IOException("reset"));
                        }
                    });
                case 21 -> rarely(() -> outbox.finish(Disconnect.KICKED));
                case 22 -> rarely(() -> outbox.abandon(Disconnect.SILENT));
                default -> rarely(outbox::closed);
            }
        }

        private void rarely(Runnable event) {
            if (random.nextInt(4) == 0) {
                event.run();
            }
        }

        private void offer(List<Integer> taken) {
            int number = ++offered;
            String text = number + ":" + "x".repeat(random.nextInt(12));
            boolean latest = random.nextInt(4) == 0;
            Verdict verdict = outbox.offer(latest ? Frame.latest("state", text) : Frame.of(text));
            if (!latest && (verdict == Verdict.QUEUED || verdict == Verdict.DROPPED_OLDER)) {
                taken.add(number);
            }
        }

        private void check(List<Integer> taken) {
            assertThat(wire.mostInFlight()).as("seed %d", seed).isLessThanOrEqualTo(1);
            assertThat(outbox.bytes()).as("seed %d", seed).isZero();
            assertThat(outbox.frames()).as("seed %d", seed).isZero();
            assertThat(traffic.all()).as("seed %d", seed).containsEntry("outbox.waiting", 0L);
            assertThat(wire.closes()).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
            assertThat(ends).as("seed %d", seed).isEqualTo(wire.closes());
            List<Integer> written = wire.frames().stream()
                    .filter(frame -> frame.state().isEmpty() && !isNotice(frame))
                    .map(Life::number)
                    .toList();
            assertThat(written).as("seed %d", seed).isSorted().doesNotHaveDuplicates();
            if (drops) {
                assertThat(taken).as("seed %d", seed).containsAll(written);
            } else {
                // Nothing is lost but what waited at the end.
                assertThat(taken).as("seed %d", seed).startsWith(written.toArray(Integer[]::new));
            }
            assertThat(wire.frames().stream().filter(frame -> !isNotice(frame)).map(Life::number))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
            if (drops && ends.equals(List.of(Disconnect.GOING_AWAY))) {
                checkThatNoneIsMissingWithoutAWord(taken, written);
            }
        }

        /** Whoever stayed to the end and got everything that was written knows of each frame that it did not get. */
        private void checkThatNoneIsMissingWithoutAWord(List<Integer> taken, List<Integer> written) {
            long told = wire.frames().stream()
                    .filter(Life::isNotice)
                    .mapToLong(Life::number)
                    .sum();
            assertThat(told).as("seed %d", seed).isEqualTo(taken.size() - written.size());
        }

        private static Optional<Frame> notice(long missed) {
            return Optional.of(Frame.of(missed + ":missed"));
        }

        private static boolean isNotice(Frame frame) {
            return frame.text().endsWith(":missed");
        }

        private static int number(Frame frame) {
            return Integer.parseInt(frame.text().substring(0, frame.text().indexOf(':')));
        }
    }

    @RepeatedTest(20)
    void offersAndCompletionsFromManyThreadsKeepTheOrderOfEach() throws InterruptedException {
        int senders = 4;
        int each = 2_000;
        ExecutorService threads = Executors.newFixedThreadPool(senders + 2);
        ExecutorService lane = Executors.newSingleThreadExecutor();
        AtomicInteger inFlight = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<String> written = new ArrayList<>();
        Wire wire = new Wire() {
            @Override
            public void write(List<Frame> frames, java.util.function.Consumer<Optional<Throwable>> done) {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                frames.forEach(frame -> written.add(frame.text()));
                threads.execute(() -> {
                    inFlight.decrementAndGet();
                    done.accept(Optional.empty());
                });
            }

            @Override
            public void close(Disconnect disconnect) {
                threads.shutdown();
                lane.shutdown();
            }
        };
        Outbox outbox = new Outbox(
                wire,
                new PlainLane(lane),
                new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, Overflow.CLOSE),
                () -> 0,
                new Traffic(),
                reason -> {});
        AtomicInteger sending = new AtomicInteger(senders);
        for (int sender = 0; sender < senders; sender++) {
            String name = "s" + sender + ":";
            threads.execute(() -> {
                for (int i = 0; i < each; i++) {
                    outbox.offer(Frame.of(name + i));
                }
                if (sending.decrementAndGet() == 0) {
                    outbox.finish(Disconnect.KICKED);
                }
            });
        }

        assertThat(lane.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(most.get()).isEqualTo(1);
        assertThat(written).hasSize(senders * each);
        for (int sender = 0; sender < senders; sender++) {
            String name = "s" + sender + ":";
            assertThat(written.stream().filter(text -> text.startsWith(name)))
                    .map(text -> Integer.valueOf(text.substring(name.length())))
                    .isSorted();
        }
        assertThat(outbox.bytes()).isZero();
    }
}
