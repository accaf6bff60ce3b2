package com.artisansdk.server.connection;

import java.util.List;

/** Where writes start, off the threads that have something to say: a share of the connections has it in common. From any thread. */
public interface Lane {

    /**
     * Lets outboxes write what waits in them, taking turns with all others that write here. Without threads, for the server is gone, it
     * {@linkplain Outbox#closed() closes} them.
     */
    void write(List<Outbox> outboxes);

    /**
     * Runs a task, soon.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the server is gone
     */
    void execute(Runnable task);
}
