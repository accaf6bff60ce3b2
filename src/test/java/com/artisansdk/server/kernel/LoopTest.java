package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.SteppedExecutor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoopTest {

    private final ManualScheduler time = new ManualScheduler();
    private final SteppedExecutor threads = new SteppedExecutor();
    private final Loop loop = new Loop(threads, time::nanos);
    private final List<String> done = new ArrayList<>();

    @Test
    void runsTasksInTheOrderTheyCame() {
        IntStream.range(0, 5).forEach(i -> loop.execute(() -> done.add("t" + i)));
        threads.runAll();

        assertThat(done).containsExactly("t0", "t1", "t2", "t3", "t4");
    }

    @Test
    void aTaskThatATaskBringsRunsBehindThoseThatWait() {
        loop.execute(() -> {
            loop.execute(() -> done.add("brought"));
            done.add("first");
        });
        loop.execute(() -> done.add("second"));
        threads.runAll();

        assertThat(done).containsExactly("first", "second", "brought");
    }

    @Test
    void borrowsAThreadOnlyWhileThereIsWork() {
        assertThat(threads.waiting()).isZero();
        loop.execute(() -> done.add("a"));
        loop.execute(() -> done.add("b"));

        assertThat(threads.waiting()).isEqualTo(1);
        threads.runAll();
        assertThat(threads.waiting()).isZero();
    }

    @Test
    void givesTheThreadBackAfterATurnAndComesAgain() {
        IntStream.range(0, 2_500).forEach(i -> loop.execute(() -> done.add("t" + i)));
        threads.runNext();

        assertThat(done).hasSize(1_000);
        assertThat(loop.waiting()).isEqualTo(1_500);
        threads.runNext();
        threads.runNext();
        assertThat(done).hasSize(2_500).endsWith("t2499");
        assertThat(loop.waiting()).isZero();
    }

    @Test
    void aTaskThatThrowsIsLoggedByNameAndTheNextOneRuns() {
        try (LogLines log = LogLines.of(Loop.class)) {
            loop.execute("greet", () -> {
                throw new IllegalArgumentException("no voice");
            });
            loop.execute(() -> done.add("next"));
            threads.runAll();

            assertThat(done).containsExactly("next");
            assertThat(log.lines()).containsExactly("ERROR Task greet failed on the loop.");
        }
    }

    @Test
    void anErrorOfTheMachineIsThrownOnAndTheNextTaskStillRuns() {
        try (LogLines log = LogLines.of(Loop.class)) {
            loop.execute("dig", () -> {
                throw new StackOverflowError();
            });
            loop.execute(() -> done.add("next"));

            assertThatThrownBy(threads::runNext).isInstanceOf(StackOverflowError.class);
            threads.runAll();
            assertThat(done).containsExactly("next");
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void whatATaskLeavesIsDoneBehindThoseThatWait() {
        loop.execute(() -> {
            loop.afterwards(() -> done.add("left"));
            done.add("first");
        });
        loop.execute(() -> done.add("second"));
        threads.runAll();
        loop.execute(() -> done.add("third"));
        threads.runAll();

        assertThat(done).containsExactly("first", "second", "left", "third");
    }

    @Test
    void whatATaskLeavesWaitsForNoMoreThanAStretchOfTasks() {
        loop.execute(() -> loop.afterwards(() -> done.add("left")));
        IntStream.range(0, 100).forEach(i -> loop.execute(() -> done.add("t" + i)));
        threads.runAll();

        assertThat(done).hasSize(101);
        assertThat(done.indexOf("left")).isEqualTo(63);
    }

    @Test
    void whatATaskLeavesDoesNotWaitForManySlowOnes() {
        loop.execute(() -> loop.afterwards(() -> done.add("left")));
        IntStream.range(0, 5)
                .forEach(i -> loop.execute(() -> {
                    time.advance(Duration.ofNanos(200_000));
                    done.add("slow");
                }));
        threads.runAll();

        assertThat(done).containsExactly("slow", "slow", "slow", "left", "slow", "slow");
    }

    @Test
    void whatIsLeftIsDoneInItsOrderAndMayLeaveMore() {
        loop.execute(() -> {
            loop.afterwards(() -> {
                done.add("a");
                loop.afterwards(() -> done.add("c"));
            });
            loop.afterwards(() -> done.add("b"));
        });
        threads.runAll();

        assertThat(done).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsLeftIsDoneThoughOneOfThemFailsOrTheMachineDoes() {
        try (LogLines log = LogLines.of(Loop.class)) {
            loop.execute("dig", () -> {
                loop.afterwards(() -> {
                    throw new IllegalArgumentException("no");
                });
                loop.afterwards(() -> done.add("left"));
                throw new StackOverflowError();
            });

            assertThatThrownBy(threads::runNext).isInstanceOf(StackOverflowError.class);
            assertThat(done).containsExactly("left");
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void anErrorOfTheMachineInWhatIsLeftStopsNothingElse() {
        try (LogLines log = LogLines.of(Loop.class)) {
            loop.execute(() -> {
                loop.afterwards(() -> {
                    throw new StackOverflowError();
                });
                loop.afterwards(() -> {
                    throw new StackOverflowError();
                });
                loop.afterwards(() -> done.add("left"));
            });

            assertThatThrownBy(threads::runNext).isInstanceOf(StackOverflowError.class);
            threads.runAll();
            loop.execute(() -> done.add("next"));
            threads.runAll();
            assertThat(done).containsExactly("left", "next");
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void onlyATaskOfTheLoopLeavesSomething() {
        assertThatIllegalStateException().isThrownBy(() -> loop.afterwards(() -> done.add("never")));
    }

    @Test
    void tellsWhoHoldsIt() {
        assertThat(loop.holder()).isEmpty();
        loop.execute("greet", () -> done.add(loop.holder().orElseThrow().task()));
        threads.runAll();

        assertThat(done).containsExactly("greet");
        assertThat(loop.holder()).isEmpty();
    }

    @Test
    void tellsForHowLongItHasBeenHeld() {
        List<Duration> since = new ArrayList<>();
        loop.execute("greet", () -> {
            since.add(loop.holder().orElseThrow().since());
            time.advance(Duration.ofSeconds(2));
            since.add(loop.holder().orElseThrow().since());
        });
        threads.runAll();

        assertThat(since).containsExactly(Duration.ZERO, Duration.ofSeconds(2));
    }

    @Test
    void codeOffTheLoopIsToldSoAndHowToGetThere() {
        assertThatIllegalStateException()
                .isThrownBy(loop::requireOnLoop)
                .withMessage(
                        "only on the loop, but this is thread \"%s\": hand it over with manager.loop().execute(...)",
                        Thread.currentThread().getName());
    }

    @Test
    void codeOnTheLoopMayGoOn() {
        loop.execute(() -> {
            loop.requireOnLoop();
            done.add("on the loop: " + loop.isCurrent());
        });
        threads.runAll();

        assertThat(done).containsExactly("on the loop: true");
        assertThat(loop.isCurrent()).isFalse();
    }

    @Test
    void oneLoopIsNotAnother() {
        Loop other = new Loop(Runnable::run);
        loop.execute(() -> done.add("current: " + other.isCurrent()));
        threads.runAll();

        assertThat(done).containsExactly("current: false");
    }

    @Test
    void withoutThreadsItTakesTasksAndRunsNone() {
        threads.shutDown();
        loop.execute(() -> done.add("never"));

        assertThat(done).isEmpty();
        assertThat(loop.waiting()).isEqualTo(1);
    }

    @Test
    void runsOneTaskAtATimeFromManyThreadsAndLosesNone() throws InterruptedException {
        int senders = 4;
        int each = 20_000;
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Loop shared = new Loop(pool);
        AtomicBoolean busy = new AtomicBoolean();
        AtomicInteger together = new AtomicInteger();
        int[] count = new int[1];
        int[] latest = new int[senders];
        AtomicInteger outOfOrder = new AtomicInteger();
        CountDownLatch all = new CountDownLatch(senders * each);
        for (int sender = 0; sender < senders; sender++) {
            int number = sender;
            new Thread(() -> {
                        for (int i = 1; i <= each; i++) {
                            int turn = i;
                            shared.execute("count", () -> {
                                together.addAndGet(busy.compareAndSet(false, true) ? 0 : 1);
                                count[0]++;
                                outOfOrder.addAndGet(latest[number] == turn - 1 ? 0 : 1);
                                latest[number] = turn;
                                busy.set(false);
                                all.countDown();
                            });
                        }
                    })
                    .start();
        }

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(together).hasValue(0);
        assertThat(outOfOrder).hasValue(0);
        assertThat(count[0]).isEqualTo(senders * each);
    }
}
