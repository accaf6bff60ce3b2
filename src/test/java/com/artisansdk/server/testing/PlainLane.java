package com.artisansdk.server.testing;

import com.artisansdk.server.connection.Lane;
import com.artisansdk.server.connection.Outbox;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** A lane on which everybody writes when the executor lets them, in the order they came. */
public record PlainLane(Executor executor) implements Lane {

    /** A lane on which everybody writes at once. */
    public static PlainLane inline() {
        return new PlainLane(Runnable::run);
    }

    @Override
    public void write(List<Outbox> outboxes) {
        for (Outbox outbox : outboxes) {
            try {
                executor.execute(() -> outbox.write(() -> {}));
            } catch (RejectedExecutionException serverIsGone) {
                outbox.closed();
            }
        }
    }

    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }
}
