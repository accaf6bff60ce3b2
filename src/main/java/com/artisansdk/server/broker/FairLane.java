package com.artisansdk.server.broker;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Lane;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.kernel.Scheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A lane on which deliveries take turns: what is sent to one client behind a broadcast to ten thousand waits for a few writes, not for
 * ten thousand.
 *
 * <p>A container may only note a write here, and do it on a thread of its own. So that the line does not form there instead, the next
 * turn begins when half of the last one is written. Clients that do not read must not hold up the others: it begins without, after
 * {@link #PATIENCE} at least, and twice that at most.
 */
final class FairLane implements Lane {

    /** How many outboxes begin to write in a turn. */
    static final int TURN = 64;

    /** How often somebody looks whether a turn is still the one that it was. One timer for many turns, for a timer costs as much as a write. */
    static final Duration PATIENCE = Duration.ofMillis(2);

    private final Executor thread;
    private final Scheduler time;

    // Guarded by this: what is left of each delivery, and whether somebody has begun a turn, or will.
    private final ArrayDeque<Iterator<Outbox>> deliveries = new ArrayDeque<>();
    private boolean busy;

    // Guarded by this: the last turn that others wait behind, the one that it was at the last look, and whether there
    // will be another look.
    private @Nullable Turn awaited;
    private @Nullable Turn seen;
    private boolean watched;

    /** A lane whose turns begin on a thread, which runs its tasks one after the other. */
    FairLane(Executor thread, Scheduler time) {
        this.thread = thread;
        this.time = time;
    }

    @Override
    public void write(List<Outbox> outboxes) {
        synchronized (this) {
            deliveries.add(outboxes.iterator());
            if (busy) {
                return;
            }
            busy = true;
        }
        beginLater();
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    private void beginLater() {
        try {
            thread.execute(this::begin);
        } catch (RejectedExecutionException serverIsGone) {
            for (List<Outbox> gone = next(); !gone.isEmpty(); gone = next()) {
                gone.forEach(outbox -> outbox.abandon(Disconnect.GOING_AWAY));
            }
        }
    }

    private void begin() {
        try {
            for (List<Outbox> outboxes = next(); !outboxes.isEmpty(); outboxes = next()) {
                Turn turn = new Turn(outboxes.size());
                outboxes.forEach(outbox -> outbox.write(turn));
                if (isAnyoneWaiting() && !turn.isWritten()) {
                    watch(turn);
                    turn.beginNextLater();
                    return;
                }
            }
        } catch (Error failed) {
            // Whatever it was, the others still want to write.
            beginLater();
            throw failed;
        }
    }

    /** The outboxes of the next turn, from as many deliveries as it takes. */
    private synchronized List<Outbox> next() {
        List<Outbox> turn = new ArrayList<>(TURN);
        while (turn.size() < TURN && !deliveries.isEmpty()) {
            Iterator<Outbox> delivery = deliveries.remove();
            while (turn.size() < TURN && delivery.hasNext()) {
                turn.add(delivery.next());
            }
            if (delivery.hasNext()) {
                deliveries.add(delivery);
            }
        }
        busy = !turn.isEmpty();
        return turn;
    }

    private synchronized boolean isAnyoneWaiting() {
        return !deliveries.isEmpty();
    }

    private void watch(Turn turn) {
        synchronized (this) {
            awaited = turn;
            if (watched) {
                return;
            }
            watched = true;
        }
        time.after(PATIENCE, this::look);
    }

    /** A turn that is still there at the second look has had its time. */
    private void look() {
        Turn turn;
        boolean late;
        synchronized (this) {
            turn = awaited;
            late = turn == seen;
            watched = turn != null && !turn.hasPassed();
            seen = watched ? turn : null;
            if (turn == null || !watched) {
                awaited = null;
                return;
            }
        }
        time.after(PATIENCE, this::look);
        if (late) {
            turn.pass();
        }
    }

    /** A few outboxes that write. Run each time that one of them has written, from any thread. */
    private final class Turn implements Runnable {
        private final AtomicInteger expected;
        private final AtomicBoolean passed = new AtomicBoolean();
        private volatile boolean othersWait;

        Turn(int outboxes) {
            expected = new AtomicInteger((outboxes + 1) / 2);
        }

        @Override
        public void run() {
            if (expected.decrementAndGet() <= 0 && othersWait) {
                pass();
            }
        }

        boolean isWritten() {
            return expected.get() <= 0;
        }

        boolean hasPassed() {
            return passed.get();
        }

        /** Lets the next begin when this one is written, or has had its time. */
        void beginNextLater() {
            othersWait = true;
            if (isWritten()) {
                pass();
            }
        }

        void pass() {
            if (passed.compareAndSet(false, true)) {
                beginLater();
            }
        }
    }
}
