package com.artisansdk.server.testing;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.connection.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A socket that remembers what was written to it, and completes writes at once, when told, or never. */
public final class RecordingWire implements Wire {

    private final List<List<Frame>> writes = new ArrayList<>();
    private final List<Disconnect> closes = new ArrayList<>();
    private final Deque<Consumer<Optional<Throwable>>> pending = new ArrayDeque<>();
    private boolean holding;
    private @Nullable RuntimeException refusal;
    private int mostInFlight;

    private RecordingWire(boolean holding) {
        this.holding = holding;
    }

    /** A wire whose writes complete before they return. */
    public static RecordingWire inline() {
        return new RecordingWire(false);
    }

    /** A wire whose writes complete when the test says so. */
    public static RecordingWire held() {
        return new RecordingWire(true);
    }

    @Override
    public void write(List<Frame> frames, Consumer<Optional<Throwable>> done) {
        if (refusal != null) {
            throw refusal;
        }
        writes.add(List.copyOf(frames));
        if (holding) {
            pending.add(done);
            mostInFlight = Math.max(mostInFlight, pending.size());
        } else {
            mostInFlight = Math.max(mostInFlight, 1);
            done.accept(Optional.empty());
        }
    }

    @Override
    public void close(Disconnect disconnect) {
        closes.add(disconnect);
    }

    /** From now on, a write completes when the test says so. */
    public void hold() {
        holding = true;
    }

    /** From now on, a write throws. */
    public void refuseWrites(RuntimeException with) {
        refusal = with;
    }

    /** Completes the write in flight, and gives back its callback for whoever wants to call it once more. */
    public Consumer<Optional<Throwable>> complete() {
        Consumer<Optional<Throwable>> done = pending.remove();
        done.accept(Optional.empty());
        return done;
    }

    /** Lets the write in flight fail. */
    public void fail(Throwable with) {
        pending.remove().accept(Optional.of(with));
    }

    /** Completes whatever is in flight, now and from now on. */
    public void release() {
        holding = false;
        while (!pending.isEmpty()) {
            complete();
        }
    }

    public boolean isWriting() {
        return !pending.isEmpty();
    }

    /** How many writes were ever in flight together. */
    public int mostInFlight() {
        return mostInFlight;
    }

    /** Everything that was written, write by write. */
    public List<List<Frame>> writes() {
        return List.copyOf(writes);
    }

    /** Everything that was written, whether it went through or not. */
    public List<Frame> frames() {
        return writes.stream().flatMap(List::stream).toList();
    }

    /** The texts of everything that was written. */
    public List<String> texts() {
        return frames().stream().map(Frame::text).toList();
    }

    /** The reasons the socket was closed with: one at most, in a world in order. */
    public List<Disconnect> closes() {
        return List.copyOf(closes);
    }

    /** Forgets what was written so far. */
    public void forget() {
        writes.clear();
    }
}
