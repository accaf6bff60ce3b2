package com.artisansdk.server.connection;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
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
 * waits up to {@value #BATCH_FRAMES} frames and {@value #BATCH_BYTES} bytes, so that frames which had to wait leave together. A
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

    static final int BATCH_FRAMES = 64;
    static final int BATCH_BYTES = 64 * 1024;

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

    private record Drop(LongFunction<Optional<Frame>> notice) implements Overflow {}

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
    private final Limits limits;
    private final LongSupplier nanos;
    private final Traffic traffic;
    private final Consumer<Disconnect> onEnd;

    // All below is guarded by this.
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>(4);
    private State state = State.OPEN;
    private long bytes;
    private int inFlight;
    private boolean scheduled;
    private long writeStarted;
    private long missed;
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
        this.limits = limits;
        this.nanos = nanos;
        this.traffic = traffic;
        this.onEnd = onEnd;
    }

    /** Puts a frame at the end of what waits, or in the place of an older one that it supersedes. */
    public Verdict offer(Frame frame) {
        try (Departures departures = new Departures()) {
            return offer(frame, departures);
        }
    }

    /** The same for a frame that goes to many: who has to begin to write does so with the others. */
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
        return bytes;
    }

    /** Frames that wait or are in flight. */
    public synchronized int frames() {
        return waiting.size() + inFlight;
    }

    /** For how many nanoseconds the current write has been in flight; 0 when there is none. */
    public synchronized long writingFor(long now) {
        return inFlight == 0 || state == State.CLOSED ? 0 : now - writeStarted;
    }

    private Verdict admit(Frame frame) {
        if (state != State.OPEN) {
            return Verdict.CLOSED;
        }
        boolean replaced =
                frame.state().isPresent() && replaceWaiting(frame.state().get(), frame);
        if (!replaced) {
            waiting.add(frame);
            weigh(frame.bytes());
        }
        if (isWithin()) {
            return replaced ? Verdict.REPLACED : Verdict.QUEUED;
        }
        if (limits.overflow() instanceof Drop && dropOldest()) {
            return Verdict.DROPPED_OLDER;
        }
        free(Disconnect.TOO_SLOW);
        traffic.overflowed();
        return Verdict.OVERFLOWED;
    }

    private boolean isWithin() {
        return bytes <= limits.bytes() && waiting.size() + inFlight <= limits.frames();
    }

    /** Replaces the waiting frame of a state where it stands. */
    private boolean replaceWaiting(String stateName, Frame replacement) {
        boolean found = false;
        int size = waiting.size();
        // One full turn of the ring keeps the order of all the others.
        for (int i = 0; i < size; i++) {
            Frame frame = waiting.poll();
            if (frame == null) {
                break;
            }
            boolean superseded =
                    !found && frame.state().filter(stateName::equals).isPresent();
            if (superseded) {
                weigh(replacement.bytes() - frame.bytes());
                traffic.replaced();
                found = true;
            }
            waiting.add(superseded ? replacement : frame);
        }
        return found;
    }

    /** Makes room for the newest frame, which stands last and stays. */
    private boolean dropOldest() {
        Iterator<Frame> oldestFirst = waiting.iterator();
        for (int older = waiting.size() - 1; older > 0 && !isWithin(); older--) {
            Frame frame = oldestFirst.next();
            if (frame.state().isEmpty()) {
                oldestFirst.remove();
                weigh(-frame.bytes());
                traffic.dropped();
                missed++;
            }
        }
        return isWithin();
    }

    private void free(Disconnect reason) {
        state = State.CLOSED;
        if (disconnect == null) {
            disconnect = reason;
        }
        waiting.clear();
        weigh(-bytes);
        inFlight = 0;
    }

    private void weigh(long more) {
        bytes += more;
        traffic.waits(more);
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
            if (state == State.OPEN && waiting.isEmpty()) {
                scheduled = false;
                return null;
            }
            if (state != State.CLOSED && !waiting.isEmpty()) {
                return takeBatch(written);
            }
            reason = disconnect == null ? Disconnect.LOST : disconnect;
            free(reason);
        }
        onLane(() -> end(reason));
        return null;
    }

    private Write takeBatch(Runnable written) {
        List<Frame> batch = new ArrayList<>(Math.min(waiting.size() + 1, BATCH_FRAMES));
        int size = 0;
        if (missed > 0 && limits.overflow() instanceof Drop drop) {
            Optional<Frame> notice = drop.notice().apply(missed);
            notice.ifPresent(batch::add);
            size = notice.map(Frame::bytes).orElse(0);
            weigh(size);
            missed = 0;
        }
        for (Frame next = waiting.peek();
                next != null && batch.size() < BATCH_FRAMES && (batch.isEmpty() || size + next.bytes() <= BATCH_BYTES);
                next = waiting.peek()) {
            batch.add(next);
            size += next.bytes();
            waiting.remove();
        }
        inFlight = batch.size();
        writeStarted = nanos.getAsLong();
        return new Write(batch, size, written);
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
        private final List<Frame> frames;
        private final int size;
        private final Runnable written;
        private final AtomicBoolean settled = new AtomicBoolean();
        private final AtomicBoolean met = new AtomicBoolean();

        Write(List<Frame> frames, int size, Runnable written) {
            this.frames = frames;
            this.size = size;
            this.written = written;
        }

        /** Whether the write has completed already, so that the caller goes on. */
        boolean start() {
            try {
                wire.write(frames, this);
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
                    weigh(-size);
                    inFlight = 0;
                    if (failure.isPresent()) {
                        free(Disconnect.LOST);
                    }
                }
            }
            if (failure.isEmpty()) {
                traffic.written(frames.size(), size);
            }
            written.run();
            if (!met.compareAndSet(false, true)) {
                drain();
            }
        }
    }
}
