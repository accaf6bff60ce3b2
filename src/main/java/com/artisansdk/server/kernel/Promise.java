package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Something that will be known later. Everything about it happens on the loop: it is settled there, and all callbacks run there, so that
 * they may touch the server's state.
 *
 * <p>It is settled once: done, failed, or cancelled, which is a failure by {@link CancellationException}. A failure passes down a chain;
 * one that nobody along it listens to by {@link #whenFailed} is logged. Cancelling the end of a chain cancels what it waits for.
 */
public final class Promise<T> {

    private static final Logger LOG = System.getLogger(Promise.class.getName());

    /** Why a promise fails whose connection has closed: so that nothing waits for it, but without a word to anyone. */
    private static final class Gone extends CancellationException {
        private static final long serialVersionUID = 1L;
    }

    private record Callback<T>(Consumer<? super T> done, Consumer<? super Throwable> failed) {}

    private final Manager manager;
    // What a chain waits for changes as it goes on.
    private Runnable interrupt;
    private List<Callback<T>> callbacks = new ArrayList<>(1);
    private BooleanSupplier wanted = () -> true;
    private boolean settled;
    private boolean passedOn;
    private boolean heard;
    private @Nullable T value;
    private @Nullable Throwable failure;

    Promise(Manager manager, Runnable interrupt) {
        this.manager = manager;
        this.interrupt = interrupt;
    }

    /** What comes of the value. A function that throws makes the next promise fail. */
    public <U> Promise<U> then(Function<? super T, ? extends U> next) {
        Promise<U> following = following();
        on(done -> following.complete(next.apply(done)), following);
        return following;
    }

    /** What comes of the value, later. */
    public <U> Promise<U> thenPromise(Function<? super T, Promise<U>> next) {
        Promise<U> following = following();
        on(
                done -> {
                    Promise<U> inner = next.apply(done);
                    inner.passedOn = true;
                    following.interrupt = inner::cancel;
                    inner.attach(new Callback<>(following::complete, failed -> following.fail(failed, inner.heard)));
                },
                following);
        return following;
    }

    /** Does something with the value. */
    public Promise<T> whenDone(Consumer<? super T> action) {
        return then(done -> {
            action.accept(done);
            return done;
        });
    }

    /** Does something about a failure: what the work threw, a {@link TimeoutException}, or a {@link CancellationException}. */
    public Promise<T> whenFailed(Consumer<? super Throwable> action) {
        heard = true;
        attach(new Callback<>(done -> {}, failed -> {
            if (!(failed instanceof Gone)) {
                action.accept(failed);
            }
        }));
        return this;
    }

    /** Fails by a {@link TimeoutException} unless it is settled in time. The work is interrupted. */
    public Promise<T> within(Duration timeout) {
        Scheduler.Scheduled expiry = manager.scheduler()
                .after(
                        timeout,
                        () -> manager.loop().execute("timeout", () -> {
                            if (fail(new TimeoutException("no answer within " + timeout.toMillis() + " ms"))) {
                                interrupt.run();
                            }
                        }));
        attach(new Callback<>(done -> expiry.cancel(), failed -> expiry.cancel()));
        return this;
    }

    /**
     * The same, but from here on down the chain nothing is called any more once the connection has closed, not even for a timeout: nobody
     * waits for it.
     */
    public Promise<T> unlessClosed(Connection connection) {
        Promise<T> following = following();
        following.wanted = () -> wanted.getAsBoolean() && connection.isOpen();
        on(following::complete, following);
        return following;
    }

    /** Fails by a {@link CancellationException}, unless it is settled, and interrupts the work. True if it was not. */
    public boolean cancel() {
        boolean first = fail(new CancellationException("cancelled"));
        if (first) {
            interrupt.run();
        }
        return first;
    }

    /** Whether it is done, failed or cancelled. */
    public boolean isSettled() {
        return settled;
    }

    boolean complete(T result) {
        return settle(() -> value = result);
    }

    boolean fail(Throwable reason) {
        return fail(reason, false);
    }

    /** Fails, knowing whether somebody has heard of it further up the chain. */
    private boolean fail(Throwable reason, boolean heardBefore) {
        return settle(() -> {
            failure = reason;
            heard |= heardBefore;
        });
    }

    private boolean settle(Runnable outcome) {
        manager.loop().requireOnLoop();
        if (settled) {
            return false;
        }
        settled = true;
        outcome.run();
        if (!wanted.getAsBoolean()) {
            failure = new Gone();
        }
        List<Callback<T>> waiting = callbacks;
        callbacks = List.of();
        waiting.forEach(this::call);
        if (failure != null && !passedOn && !heard && !(failure instanceof CancellationException)) {
            LOG.log(Level.ERROR, "A promise failed, and nobody listens: add whenFailed(...).", failure);
        }
        return true;
    }

    private <U> Promise<U> following() {
        Promise<U> following = new Promise<>(manager, this::cancel);
        following.wanted = wanted;
        return following;
    }

    private <U> void on(Consumer<? super T> done, Promise<U> following) {
        passedOn = true;
        attach(new Callback<>(
                result -> {
                    if (following.settled) {
                        return;
                    }
                    try {
                        done.accept(result);
                    } catch (RuntimeException | Error thrown) {
                        following.fail(thrown);
                    }
                },
                failed -> following.fail(failed, heard)));
    }

    private void attach(Callback<T> callback) {
        manager.loop().requireOnLoop();
        if (settled) {
            call(callback);
        } else {
            callbacks.add(callback);
        }
    }

    @SuppressWarnings("NullAway") // A promise of a nullable type is done with null.
    private void call(Callback<T> callback) {
        try {
            if (failure != null) {
                callback.failed().accept(failure);
            } else {
                callback.done().accept(value);
            }
        } catch (RuntimeException | Error thrown) {
            LOG.log(Level.ERROR, "A promise's callback failed.", thrown);
        }
    }
}
