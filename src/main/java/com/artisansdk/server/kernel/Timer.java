package com.artisansdk.server.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command again and again.
 *
 * <p>Ticks keep to the times that the start and the interval give. When the loop is late, the ticks it missed are left out; they do not
 * pile up. A command that throws is reported, and the next tick comes all the same. Set it up, then add it by {@code
 * manager.timer(...)}, which starts it, unless it is {@link #manual}. On the loop.
 */
public class Timer {

    private static final Logger LOG = System.getLogger(Timer.class.getName());

    /** What a timer does at the moment. */
    public enum State {
        /** It has not been started yet. */
        NEW,
        /** It ticks. */
        RUNNING,
        /** It keeps what was left of its interval. */
        PAUSED,
        /** It will not tick again. */
        CANCELLED
    }

    private final Duration interval;
    private final Command command;
    private boolean manual;
    private long most = Long.MAX_VALUE;
    private @Nullable Duration timeout;

    private State state = State.NEW;
    private long counter;
    private long due;
    private long left;
    private long generation;
    private Scheduler.@Nullable Scheduled next;
    private Scheduler.@Nullable Scheduled expiry;
    private @Nullable Manager manager;

    /**
     * A timer that has yet to be added.
     *
     * @param interval until the first tick, and between ticks; more than zero
     */
    public Timer(Duration interval, Command command) {
        if (interval.isNegative() || interval.isZero()) {
            throw new IllegalArgumentException("a timer's interval must be more than zero, was " + interval);
        }
        this.interval = interval;
        this.command = command;
    }

    /** Ticks exactly once. */
    public final Timer once() {
        requireNew();
        most = 1;
        return this;
    }

    /** Is not started when it is added, but by {@link #start}. */
    public final Timer manual() {
        requireNew();
        manual = true;
        return this;
    }

    /** Is cancelled so long after its start, pauses included. A tick that is due at the same moment does not come. */
    public final Timer timeout(Duration after) {
        requireNew();
        timeout = after;
        return this;
    }

    /** How often it has ticked. */
    public final long counter() {
        return counter;
    }

    public final State state() {
        return state;
    }

    /** Starts to tick, one interval from now. Only the first time. */
    public final void start() {
        owner().loop().requireOnLoop();
        if (state != State.NEW) {
            return;
        }
        long now = scheduler().nanos();
        state = State.RUNNING;
        due = now + interval.toNanos();
        if (timeout != null) {
            expiry = scheduler().after(timeout, () -> loop().execute("timer", this::cancel));
        }
        schedule();
    }

    /** Stops to tick, until {@link #resume}. */
    public final void pause() {
        requireOnLoop();
        if (state == State.RUNNING) {
            state = State.PAUSED;
            left = Math.max(0, due - scheduler().nanos());
            unschedule();
        }
    }

    /** Goes on where it was paused: what was left of the interval has still to pass. */
    public final void resume() {
        requireOnLoop();
        if (state == State.PAUSED) {
            state = State.RUNNING;
            due = scheduler().nanos() + left;
            schedule();
        }
    }

    /** Never ticks again, not even if it is due already. */
    public final void cancel() {
        requireOnLoop();
        if (state != State.CANCELLED) {
            state = State.CANCELLED;
            unschedule();
            if (expiry != null) {
                expiry.cancel();
            }
            if (manager != null) {
                manager.timers().forget(this);
            }
        }
    }

    final void addTo(Manager owner) {
        if (manager != null || state != State.NEW) {
            throw new IllegalStateException("a timer can be added once, and not after it was cancelled: make another");
        }
        manager = owner;
        if (!manual) {
            start();
        }
    }

    private void schedule() {
        long tick = ++generation;
        Duration wait = Duration.ofNanos(Math.max(0, due - scheduler().nanos()));
        next = scheduler().after(wait, () -> loop().execute("timer", () -> tick(tick)));
    }

    private void unschedule() {
        generation++;
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void tick(long tick) {
        // A tick that was paused or cancelled on its way here is none.
        if (state != State.RUNNING || tick != generation) {
            return;
        }
        counter++;
        // From here on the next one is waited for, of which a whole interval is left, should the command pause the
        // timer.
        waitForTheNext();
        try {
            owner().run(command);
        } catch (Exception failure) {
            LOG.log(Level.ERROR, this + " failed at tick " + counter + ".", failure);
        } finally {
            goOn(tick);
        }
    }

    private void goOn(long tick) {
        if (counter >= most) {
            cancel();
        } else if (state == State.RUNNING && tick == generation) {
            if (scheduler().nanos() - due >= 0) {
                waitForTheNext();
            }
            schedule();
        }
    }

    /** Leaves out what was missed. */
    private void waitForTheNext() {
        long late = Math.max(0, scheduler().nanos() - due);
        due += (late / interval.toNanos() + 1) * interval.toNanos();
    }

    /** Which timer this is, for the log. */
    @Override
    public final String toString() {
        return "Timer " + getClass().getName() + " of " + command.getClass().getName();
    }

    private void requireNew() {
        if (manager != null) {
            throw new IllegalStateException("a timer must be set up before it is added");
        }
    }

    private void requireOnLoop() {
        if (manager != null) {
            loop().requireOnLoop();
        }
    }

    private Manager owner() {
        if (manager == null) {
            throw new IllegalStateException("a timer must be added by manager.timer(...) before it can start");
        }
        return manager;
    }

    private Scheduler scheduler() {
        return owner().scheduler();
    }

    private Loop loop() {
        return owner().loop();
    }
}
