package com.artisansdk.server.broker;

import com.artisansdk.server.connection.Lane;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.kernel.Scheduler;
import com.artisansdk.server.kernel.Scheduler.Scheduled;
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
 * {@link #PATIENCE}.
 */
final class FairLane implements Lane {

    /** How many outboxes begin to write in a turn. */
    static final int TURN = 32;

    /** For how long a turn waits to be written. */
    static final Duration PATIENCE = Duration.ofMillis(2);

    private final Executor thread;
    private final Scheduler time;

    // Guarded by this: what is left of each delivery, and whether somebody has begun a turn, or will.
    private final ArrayDeque<Iterator<Outbox>> deliveries = new ArrayDeque<>();
    private boolean busy;

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
                gone.forEach(Outbox::closed);
            }
        }
    }

    private void begin() {
        try {
            for (List<Outbox> outboxes = next(); !outboxes.isEmpty(); outboxes = next()) {
                Turn turn = new Turn(outboxes.size());
                outboxes.forEach(outbox -> outbox.write(turn));
                if (isAnyoneWaiting() && !turn.isWritten()) {
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
        List<Outbox> turn = new ArrayList<>();
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

    /** A few outboxes that write. Run each time that one of them has written, from any thread. */
    private final class Turn implements Runnable {
        private final AtomicInteger expected;
        private final AtomicBoolean passed = new AtomicBoolean();
        private volatile @Nullable Scheduled patience;

        Turn(int outboxes) {
            expected = new AtomicInteger((outboxes + 1) / 2);
        }

        @Override
        public void run() {
            Scheduled waiting = patience;
            if (expected.decrementAndGet() <= 0 && waiting != null) {
                waiting.cancel();
                pass();
            }
        }

        boolean isWritten() {
            return expected.get() <= 0;
        }

        /** Lets the next begin when this one is written, or patience is at its end. */
        void beginNextLater() {
            patience = time.after(PATIENCE, this::pass);
            if (isWritten()) {
                pass();
            }
        }

        private void pass() {
            if (passed.compareAndSet(false, true)) {
                beginLater();
            }
        }
    }
}
