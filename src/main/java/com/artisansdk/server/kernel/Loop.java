package com.artisansdk.server.kernel;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks one at a time, in the order they came, from any number of threads.
 *
 * <h2>Threads</h2>
 *
 * A turn borrows a thread only while there is work, and gives it back after {@value #TURN} tasks, so that a loop on a shared
 * pool starves nobody. Everything a task did happens before the next one runs, whatever thread that is.
 *
 * <h2>What many tasks have in common</h2>
 *
 * A task may leave something {@linkplain #afterwards for afterwards}: it is done once no task waits any more, and at the latest behind the task with
 * which {@value #STRETCH} have run, or {@value #STRETCH_MICROS} µs have passed.
 *
 * <h2>Failures</h2>
 *
 * A task that throws is logged by name; the next one runs.
 */
public final class Loop implements Executor {

    private static final Logger LOG = System.getLogger(Loop.class.getName());
    private static final int TURN = 1_000;
    private static final int STRETCH = 64;
    private static final int STRETCH_MICROS = 500;

    /** The task that holds the loop, and for how long it has. */
    public record Holder(String task, Duration since) {}

    private record Task(String name, Runnable work) {}

    private final Executor threads;
    private final LongSupplier nanos;
    private final Queue<Task> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile @Nullable Thread thread;
    private volatile @Nullable Task current;
    private volatile long currentSince;

    // On the loop: how many tasks have run; what they have left for afterwards, when, and behind how many.
    private long ran;
    private final Queue<Runnable> left = new ArrayDeque<>();
    private long leftSince;
    private long leftBehind;

    /** A loop whose turns run on the threads of an executor. */
    public Loop(Executor threads) {
        this(threads, System::nanoTime);
    }

    /** The same, by a clock that only grows. */
    public Loop(Executor threads, LongSupplier nanos) {
        this.threads = threads;
        this.nanos = nanos;
    }

    @Override
    public void execute(Runnable work) {
        execute(work.getClass().getSimpleName(), work);
    }

    /** Runs a task on a later turn; its name says who holds the loop, when somebody does. */
    public void execute(String name, Runnable work) {
        tasks.add(new Task(name, work));
        waiting.incrementAndGet();
        schedule();
    }

    /** Runs a task whose caller wants to wait for it, or take it back. */
    public <T> Call<T> call(String name, Callable<T> work) {
        Call<T> call = new Call<>(name, work);
        execute(name, call);
        return call;
    }

    /**
     * Leaves something to be done for this task and those right behind it together: at once when no task waits, or when the stretch is over. On
     * the loop.
     */
    public void afterwards(Runnable work) {
        requireOnLoop();
        if (left.isEmpty()) {
            leftSince = nanos.getAsLong();
            leftBehind = ran;
        }
        left.add(work);
    }

    /** Whether the current thread runs a task of this loop. */
    public boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    /**
     * Makes a race an immediate failure.
     *
     * @throws IllegalStateException off the loop
     */
    public void requireOnLoop() {
        if (!isCurrent()) {
            throw new IllegalStateException("only on the loop, but this is thread \""
                    + Thread.currentThread().getName() + "\": hand it over with manager.loop().execute(...)");
        }
    }

    /** How many tasks wait for their turn. */
    public int waiting() {
        return waiting.get();
    }

    /** Which task holds the loop now, if one does. */
    public Optional<Holder> holder() {
        Task task = current;
        long since = currentSince;
        return task == null
                ? Optional.empty()
                : Optional.of(new Holder(task.name(), Duration.ofNanos(nanos.getAsLong() - since)));
    }

    private void schedule() {
        if (scheduled.compareAndSet(false, true)) {
            try {
                threads.execute(this::turn);
            } catch (RejectedExecutionException stopping) {
                LOG.log(Level.DEBUG, "The loop has no threads any more; {0} tasks will not run.", waiting.get());
            }
        }
    }

    private void turn() {
        thread = Thread.currentThread();
        try {
            Task task = tasks.poll();
            for (int done = 0; task != null; task = ++done < TURN ? tasks.poll() : null) {
                waiting.decrementAndGet();
                run(task);
                ran++;
                if (!left.isEmpty() && (tasks.isEmpty() || isStretchOver())) {
                    doWhatIsLeft();
                }
            }
        } finally {
            try {
                doWhatIsLeft();
            } finally {
                current = null;
                thread = null;
                boolean more = !left.isEmpty();
                scheduled.set(false);
                // Here, for an error of the machine leaves by this way too, and must not leave the others waiting.
                if (more || !tasks.isEmpty()) {
                    schedule();
                }
            }
        }
    }

    private void run(Task task) {
        currentSince = nanos.getAsLong();
        current = task;
        try {
            task.work().run();
        } catch (Throwable failure) {
            LOG.log(Level.ERROR, "Task " + task.name() + " failed on the loop.", failure);
            if (failure instanceof VirtualMachineError) {
                throw failure;
            }
        }
    }

    private boolean isStretchOver() {
        return ran - leftBehind >= STRETCH || nanos.getAsLong() - leftSince >= STRETCH_MICROS * 1_000L;
    }

    private void doWhatIsLeft() {
        // What is left may leave more.
        for (Runnable work = left.poll(); work != null; work = left.poll()) {
            run(new Task("afterwards", work));
        }
    }
}
