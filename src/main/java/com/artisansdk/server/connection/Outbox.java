package com.artisansdk.server.connection;

import com.artisansdk.server.connection.Backlog.Batch;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What waits for one client, bounded in bytes and frames.
 *
 * <h2>Who may call</h2>
 *
 * Any thread; nothing here blocks, and nothing throws. {@link #offer} tells what became of the frame.
 *
 * <h2>Writing</h2>
 *
 * One write is in flight at a time (whether asynchronous sends may overlap, Jakarta WebSocket does not say). The first starts
 * on a lane, never on the caller's thread; while frames wait, whoever completes a write starts the next. A write takes all that
 * waits up to {@value Backlog#BATCH_FRAMES} frames and {@value Backlog#BATCH_BYTES} bytes, so that frames which had to wait leave together. A
 * write that completes at once continues a loop; it does not recurse.
 *
 * <h2>Bounds</h2>
 *
 * Bytes and frames count until they are written. Over the bound the policy of {@link Limits} decides: the backlog is freed
 * and the connection closed as {@link Disconnect#TOO_SLOW}, or the oldest waiting frames are dropped, those that state the
 * latest of something excepted, and the client is told how many in front of what it gets next. A frame whose {@linkplain Frame#state() state} already waits replaces the waiting one where
 * it stands.
 *
 * <h2>Ending</h2>
 *
 * {@link #finish} lets what waits go out first; {@link #abandon} frees it. Whichever comes, the wire is closed once, and the
 * end is told once, with the reason.
 */
public final class Outbox {

    /** How much may wait, and what happens beyond. */
    public record Limits(long bytes, int frames, Overflow overflow) {}

    /** What happens to a client that reads too slowly. */
    public sealed interface Overflow {

        /** It is closed with 1013. */
        Overflow CLOSE = new Close();

        /**
         * It misses the oldest frames.
         *
         * @param notice says so, given how many; called on any thread
         */
        static Overflow drop(LongFunction<Optional<Frame>> notice) {
            return new Drop(notice);
        }
    }

    private record Close() implements Overflow {}

    record Drop(LongFunction<Optional<Frame>> notice) implements Overflow {}

    /** What became of an offered frame. */
    public enum Verdict {
        /** It waits its turn. */
        QUEUED,
        /** It took the place of an older one. */
        REPLACED,
        /** It waits its turn, and older ones were dropped for it. */
        DROPPED_OLDER,
        /** It was too much: the connection is being closed. */
        OVERFLOWED,
        /** The connection is closing; nobody will see it. */
        CLOSED
    }

    private enum State {
        OPEN,
        CLOSING,
        CLOSED
    }

    private final Wire wire;
    private final Lane lane;
    private final LongSupplier nanos;
    private final Traffic traffic;
    private final Consumer<Disconnect> onEnd;

    // All below is guarded by this.
    private final Backlog backlog;
    private State state = State.OPEN;
    private boolean scheduled;
    private long writeStarted;
    private @Nullable Disconnect disconnect;
    private boolean ended;

    /**
     * An open outbox.
     *
     * @param lane where writes start
     * @param nanos time that only grows, see {@link #writingFor}
     * @param traffic counts what becomes of the frames
     * @param onEnd told once why the connection ended, on any thread
     */
    public Outbox(
            Wire wire, Lane lane, Limits limits, LongSupplier nanos, Traffic traffic, Consumer<Disconnect> onEnd) {
        this.wire = wire;
        this.lane = lane;
        this.nanos = nanos;
        this.traffic = traffic;
        this.onEnd = onEnd;
        this.backlog = new Backlog(limits, traffic);
    }

    /** Puts a frame at the end of what waits, or in the place of an older one that it supersedes. */
    public Verdict offer(Frame frame) {
        Departures alone = new Departures();
        Verdict verdict = offer(frame, alone);
        alone.leave();
        return verdict;
    }

    /** The same for a frame among others: who has to begin to write leaves with those who have to, too. */
    public Verdict offer(Frame frame, Departures departures) {
        Verdict verdict;
        synchronized (this) {
            verdict = admit(frame);
            if (verdict == Verdict.CLOSED || (scheduled && verdict != Verdict.OVERFLOWED)) {
                return verdict;
            }
            scheduled = true;
        }
        if (verdict == Verdict.OVERFLOWED) {
            // Whatever is in flight: a write to a client that no longer reads may never end.
            onLane(() -> end(Disconnect.TOO_SLOW));
        } else {
            departures.add(this);
        }
        return verdict;
    }

    /** Takes nothing more, writes what waits, and closes. The first reason given counts. */
    public void finish(Disconnect reason) {
        synchronized (this) {
            if (state != State.OPEN) {
                return;
            }
            state = State.CLOSING;
            disconnect = reason;
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        lane.write(List.of(this));
    }

    /**
     * For its lane: writes what waits.
     *
     * @param begun run when the first write has completed, or there was nothing to write; on any thread
     */
    public void write(Runnable begun) {
        Write first = next(begun);
        if (first == null) {
            begun.run();
        } else if (first.start()) {
            drain();
        }
    }

    /** Frees what waits, and closes at once, whatever is in flight. */
    public void abandon(Disconnect reason) {
        Disconnect first;
        synchronized (this) {
            if (state == State.CLOSED) {
                return;
            }
            first = disconnect == null ? reason : disconnect;
            free(first);
        }
        onLane(() -> end(first));
    }

    /** The socket has closed by itself: frees what waits. Nobody is told; who calls this knows. */
    public synchronized void closed() {
        ended = true;
        free(Disconnect.LOST);
    }

    Lane lane() {
        return lane;
    }

    /** Whether it is closed, so that nothing of it is left to be written. */
    public synchronized boolean isOver() {
        return state == State.CLOSED;
    }

    /** Bytes that wait or are in flight. */
    public synchronized long bytes() {
        return backlog.bytes();
    }

    /** Frames that wait or are in flight. */
    public synchronized int frames() {
        return backlog.frames();
    }

    /** For how many nanoseconds the current write has been in flight; 0 when there is none. */
    public synchronized long writingFor(long now) {
        return backlog.isInFlight() ? now - writeStarted : 0;
    }

    private Verdict admit(Frame frame) {
        if (state != State.OPEN) {
            return Verdict.CLOSED;
        }
        Verdict verdict = backlog.add(frame);
        if (verdict == Verdict.OVERFLOWED) {
            free(Disconnect.TOO_SLOW);
        }
        return verdict;
    }

    private void free(Disconnect reason) {
        state = State.CLOSED;
        if (disconnect == null) {
            disconnect = reason;
        }
        backlog.clear();
    }

    /** One at a time: writes until nothing waits or a write takes its time. */
    private void drain() {
        boolean more = true;
        while (more) {
            Write write = next(Outbox::nobodyWaits);
            more = write != null && write.start();
        }
    }

    private static void nobodyWaits() {}

    /** What to write next; null when there is nothing, or it was the end. */
    private @Nullable Write next(Runnable written) {
        Disconnect reason;
        synchronized (this) {
            if (state == State.OPEN && backlog.isEmpty()) {
                scheduled = false;
                return null;
            }
            if (!backlog.isEmpty()) {
                writeStarted = nanos.getAsLong();
                return new Write(backlog.take(), written);
            }
            reason = disconnect == null ? Disconnect.LOST : disconnect;
            free(reason);
        }
        onLane(() -> end(reason));
        return null;
    }

    private void end(Disconnect reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        wire.close(reason);
        onEnd.accept(reason);
    }

    private void onLane(Runnable end) {
        try {
            lane.execute(end);
        } catch (RejectedExecutionException serverIsGone) {
            // Not every container closes what the application leaves open.
            end.run();
        }
    }

    /** One write in flight. It and its caller both come to {@link #met}; whoever comes second goes on. */
    private final class Write implements Consumer<Optional<Throwable>> {
        private final Batch batch;
        private final Runnable written;
        private final AtomicBoolean settled = new AtomicBoolean();
        private final AtomicBoolean met = new AtomicBoolean();

        Write(Batch batch, Runnable written) {
            this.batch = batch;
            this.written = written;
        }

        /** Whether the write has completed already, so that the caller goes on. */
        boolean start() {
            try {
                wire.write(batch.frames(), this);
            } catch (RuntimeException failure) {
                accept(Optional.of(failure));
            }
            return !met.compareAndSet(false, true);
        }

        @Override
        public void accept(Optional<Throwable> failure) {
            if (!settled.compareAndSet(false, true)) {
                return;
            }
            synchronized (Outbox.this) {
                if (state != State.CLOSED) {
                    backlog.written();
                    if (failure.isPresent()) {
                        free(Disconnect.LOST);
                    }
                }
            }
            if (failure.isEmpty()) {
                traffic.written(batch.frames().size(), batch.bytes());
            }
            written.run();
            if (!met.compareAndSet(false, true)) {
                drain();
            }
        }
    }
}
