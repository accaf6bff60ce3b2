package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.testing.SteppedExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CallTest {

    private final SteppedExecutor threads = new SteppedExecutor();
    private final Loop loop = new Loop(threads);
    private final AtomicInteger runs = new AtomicInteger();

    @Test
    void givesBackWhatTheTaskFound() throws Exception {
        Call<String> call = loop.call("ask", () -> "found");
        threads.runAll();

        assertThat(call.await(Duration.ZERO)).isEqualTo("found");
    }

    @Test
    void throwsWhatTheTaskThrewAsACause() {
        Call<String> call = loop.call("ask", () -> {
            throw new IOException("gone");
        });
        threads.runAll();

        assertThatThrownBy(() -> call.await(Duration.ZERO))
                .isInstanceOf(ExecutionException.class)
                .hasCause(new IOException("gone"));
    }

    @Test
    void anErrorIsGivenBackToo() {
        Call<String> call = loop.call("ask", () -> {
            throw new StackOverflowError();
        });
        threads.runAll();

        assertThatThrownBy(() -> call.await(Duration.ZERO)).hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void whatTimedOutIsWithdrawnAndWillNotRunLate() {
        Call<Integer> call = loop.call("count", runs::incrementAndGet);

        assertThatThrownBy(() -> call.await(Duration.ofMillis(1)))
                .isInstanceOf(TimeoutException.class)
                .hasMessage("count did not get its turn within 1 ms");
        threads.runAll();
        assertThat(runs).hasValue(0);
    }

    @Test
    void whatWasWithdrawnDoesNotRun() {
        Call<Integer> call = loop.call("count", runs::incrementAndGet);

        assertThat(call.withdraw()).isTrue();
        assertThat(call.withdraw()).isFalse();
        threads.runAll();
        assertThat(runs).hasValue(0);
    }

    @Test
    void whatWasWithdrawnIsNotWaitedForForEver() {
        Call<Integer> call = loop.call("count", runs::incrementAndGet);
        call.withdraw();

        assertThatThrownBy(() -> call.await(Duration.ofMillis(1))).isInstanceOf(TimeoutException.class);
    }

    @Test
    void whatHasRunCannotBeWithdrawn() {
        Call<Integer> call = loop.call("count", runs::incrementAndGet);
        threads.runAll();

        assertThat(call.withdraw()).isFalse();
        assertThat(runs).hasValue(1);
    }

    @Test
    void whatHasBegunIsWaitedForToItsEnd() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        Loop real = new Loop(thread);
        Call<String> call = real.call("slow", () -> {
            begun.countDown();
            mayEnd.await();
            return "done";
        });
        begun.await();
        ExecutorService waiting = Executors.newSingleThreadExecutor();
        Future<String> waiter = waiting.submit(() -> call.await(Duration.ofNanos(1)));

        assertThatThrownBy(() -> waiter.get(20, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        mayEnd.countDown();
        assertThat(waiter.get()).isEqualTo("done");
        waiting.shutdown();
        thread.shutdown();
    }

    @Test
    void anInterruptedWaiterTakesItsTaskBack() {
        Call<Integer> call = loop.call("count", runs::incrementAndGet);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> call.await(Duration.ofSeconds(10))).isInstanceOf(InterruptedException.class);
        threads.runAll();
        assertThat(runs).hasValue(0);
    }

    @Test
    void itRunsOrIsWithdrawnNeverBoth() throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Loop real = new Loop(thread);
        int both = 0;
        int neither = 0;
        for (int round = 0; round < 5_000; round++) {
            AtomicInteger ran = new AtomicInteger();
            CountDownLatch passed = new CountDownLatch(1);
            Call<Integer> call = real.call("race", ran::incrementAndGet);
            boolean withdrawn = call.withdraw();
            real.execute("passed", passed::countDown);
            passed.await();
            both += withdrawn && ran.get() > 0 ? 1 : 0;
            neither += !withdrawn && ran.get() == 0 ? 1 : 0;
        }
        thread.shutdown();

        assertThat(both).isZero();
        assertThat(neither).isZero();
    }
}
