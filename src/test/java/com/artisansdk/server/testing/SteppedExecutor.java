package com.artisansdk.server.testing;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/** Threads that do nothing until they are told to, and then do it on the thread that tells them. */
public final class SteppedExecutor implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private boolean atOnce;
    private boolean shut;

    @Override
    public void execute(Runnable task) {
        if (shut) {
            throw new RejectedExecutionException("shut down");
        }
        if (atOnce) {
            task.run();
        } else {
            tasks.add(task);
        }
    }

    /** From now on, runs each task when it comes, for callers that wait for it. */
    public void runAtOnce() {
        atOnce = true;
    }

    /** Runs the oldest task. False when there is none. */
    public boolean runNext() {
        Runnable task = tasks.poll();
        if (task != null) {
            task.run();
        }
        return task != null;
    }

    /** Runs all tasks, and those that they bring. */
    public void runAll() {
        while (runNext()) {
            // Until nothing is left.
        }
    }

    /** How many tasks wait. */
    public int waiting() {
        return tasks.size();
    }

    /** Takes no more tasks, like an executor whose container goes away. */
    public void shutDown() {
        shut = true;
    }
}
