package com.artisansdk.server.connection;

import com.artisansdk.server.connection.Outbox.Drop;
import com.artisansdk.server.connection.Outbox.Limits;
import com.artisansdk.server.connection.Outbox.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** The frames that wait for one client, and those in flight to it, within limits. Guarded by its outbox. */
final class Backlog {

    static final int BATCH_FRAMES = 64;
    static final int BATCH_BYTES = 64 * 1024;

    /** Frames that leave together. */
    record Batch(List<Frame> frames, int bytes) {}

    private final Limits limits;
    private final Traffic traffic;
    private final ArrayDeque<Frame> waiting = new ArrayDeque<>(4);
    private long bytes;
    private int framesInFlight;
    private int bytesInFlight;
    private long missed;

    /** Nothing, yet. */
    Backlog(Limits limits, Traffic traffic) {
        this.limits = limits;
        this.traffic = traffic;
    }

    /** Puts a frame where it belongs. {@link Verdict#OVERFLOWED} leaves it too full: then it is to be cleared. */
    Verdict add(Frame frame) {
        boolean replaced = frame.state().isPresent() && replace(frame.state().get(), frame);
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
        traffic.overflowed();
        return Verdict.OVERFLOWED;
    }

    /** What is written next, which is in flight until it is {@linkplain #written() written}: all that waits, as far as it may leave together. */
    Batch take() {
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
        framesInFlight = batch.size();
        bytesInFlight = size;
        return new Batch(batch, size);
    }

    /** What was in flight is not any more. */
    void written() {
        weigh(-bytesInFlight);
        framesInFlight = 0;
        bytesInFlight = 0;
    }

    /** Forgets all. */
    void clear() {
        waiting.clear();
        weigh(-bytes);
        framesInFlight = 0;
        bytesInFlight = 0;
    }

    /** Whether nothing waits. */
    boolean isEmpty() {
        return waiting.isEmpty();
    }

    boolean isInFlight() {
        return framesInFlight > 0;
    }

    /** Bytes that wait or are in flight. */
    long bytes() {
        return bytes;
    }

    /** Frames that wait or are in flight. */
    int frames() {
        return waiting.size() + framesInFlight;
    }

    private boolean isWithin() {
        return bytes <= limits.bytes() && frames() <= limits.frames();
    }

    /** Replaces the waiting frame of a state where it stands. */
    private boolean replace(String state, Frame replacement) {
        boolean found = false;
        int size = waiting.size();
        // One full turn of the ring keeps the order of all the others.
        for (int i = 0; i < size; i++) {
            Frame frame = waiting.remove();
            boolean superseded = !found && frame.state().filter(state::equals).isPresent();
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

    private void weigh(long more) {
        bytes += more;
        traffic.waits(more);
    }
}
