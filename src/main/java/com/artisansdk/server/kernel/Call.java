package com.artisansdk.server.kernel;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A task on the loop that somebody off the loop waits for. It runs, or it is withdrawn, never both: what was reported as
 * timed out will not run late.
 */
public final class Call<T> implements Runnable {

    private enum State {
        WAITING,
        STARTED,
        WITHDRAWN
    }

    private final String name;
    private final Callable<T> work;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private final CompletableFuture<T> result = new CompletableFuture<>();

    Call(String name, Callable<T> work) {
        this.name = name;
        this.work = work;
    }

    @Override
    public void run() {
        if (!state.compareAndSet(State.WAITING, State.STARTED)) {
            return;
        }
        try {
            result.complete(work.call());
        } catch (Throwable failure) {
            result.completeExceptionally(failure);
        }
    }

    /** Takes the task back. False when it has started already, or was withdrawn before. */
    public boolean withdraw() {
        return state.compareAndSet(State.WAITING, State.WITHDRAWN);
    }

    /**
     * Waits for the task. One that has begun is waited for to its end, however long; one that has not is withdrawn.
     *
     * @throws TimeoutException when it did not begin in time, and never will
     * @throws ExecutionException when it threw; the cause is what it threw
     */
    public T await(Duration timeout) throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return result.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            if (withdraw() || state.get() == State.WITHDRAWN) {
                throw new TimeoutException(name + " did not get its turn within " + timeout.toMillis() + " ms");
            }
            return result.get();
        } catch (InterruptedException interrupted) {
            withdraw();
            throw interrupted;
        }
    }
}
