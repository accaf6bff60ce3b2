package com.artisansdk.server.kernel;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;

/** Work that is under way off the loop. On the loop. */
final class Promises {

    private final Manager manager;
    private final Platform platform;
    private final Set<Promise<?>> underWay = new LinkedHashSet<>();
    private boolean stopped;

    Promises(Manager manager, Platform platform) {
        this.manager = manager;
        this.platform = platform;
    }

    <T> Promise<T> start(Callable<T> work) {
        Work<T> task = new Work<>(work);
        Promise<T> promise = new Promise<>(manager, () -> task.cancel(true));
        if (stopped) {
            // Whoever tries again when it is cancelled would never come to an end: this one does not even begin.
            return promise;
        }
        task.promise = promise;
        underWay.add(promise);
        try {
            platform.background().execute(task);
        } catch (RejectedExecutionException stopping) {
            // Later, for nobody can have attached a callback yet.
            platform.loop().execute("promise", () -> settle(promise, () -> promise.fail(stopping)));
        }
        return promise;
    }

    /** Cancels whatever is under way. */
    void stop() {
        stopped = true;
        List.copyOf(underWay).forEach(Promise::cancel);
        underWay.clear();
    }

    private void settle(Promise<?> promise, Runnable outcome) {
        underWay.remove(promise);
        outcome.run();
    }

    /** The work itself, which hands its outcome over to the loop. */
    private final class Work<T> extends FutureTask<T> {
        private Promise<T> promise = new Promise<>(manager, () -> {});

        Work(Callable<T> work) {
            super(work);
        }

        @Override
        protected void done() {
            // One that was cancelled has been settled already; it is only forgotten here.
            Runnable outcome = isCancelled() ? () -> {} : outcome();
            platform.loop().execute("promise", () -> settle(promise, outcome));
        }

        private Runnable outcome() {
            try {
                T result = get();
                return () -> promise.complete(result);
            } catch (ExecutionException threw) {
                Throwable cause = threw.getCause() == null ? threw : threw.getCause();
                return () -> promise.fail(cause);
            } catch (InterruptedException | CancellationException stopped) {
                return () -> promise.fail(stopped);
            }
        }
    }
}
