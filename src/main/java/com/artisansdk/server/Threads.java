package com.artisansdk.server;

import com.artisansdk.server.broker.Farewells;
import com.artisansdk.server.broker.Lanes;
import com.artisansdk.server.kernel.Scheduler;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The server's threads, made by the container's factory, so that they have the application's context (but for a lane's class loader): one for
 * the loop, one for each lane, one for time, a pool for slow work, and as many as it takes to wait for child processes.
 *
 * <p>They are the server's own, not the container's shared executor: there, an application's blocking tasks could keep the loop from
 * running.
 */
final class Threads {

    /**
     * What a lane's thread has for its context. Nothing of the application runs there, only the container's sending; and with every frame sent
     * Payara's (6.2025.9) schedules a task, which captures the context, which searches all that this loader has to offer: half of what
     * sending costs there.
     */
    private static final ClassLoader NOTHING_TO_FIND = new ClassLoader(null) {
        @Override
        public Enumeration<URL> getResources(String name) {
            return Collections.emptyEnumeration();
        }
    };

    private static final int BACKGROUND = 16;
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration ATTENDANT_IDLE = Duration.ofSeconds(5);

    private final List<ExecutorService> all = new ArrayList<>();
    private final ExecutorService loop;
    private final ThreadPoolExecutor background;
    private final ExecutorService attendants;
    private final Lanes lanes;
    private final Clockwork scheduler;
    private final Farewells farewells;

    Threads(ManagedThreadFactory factory) {
        loop = single(task -> named(factory, "loop", task));
        List<ExecutorService> writers = new ArrayList<>();
        for (int i = 0; i < Math.max(2, Runtime.getRuntime().availableProcessors()); i++) {
            String name = "lane-" + i;
            writers.add(single(task -> named(factory, name, () -> {
                Thread.currentThread().setContextClassLoader(NOTHING_TO_FIND);
                task.run();
            })));
        }
        background = new ThreadPoolExecutor(
                BACKGROUND,
                BACKGROUND,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(),
                task -> named(factory, "background", task));
        background.allowCoreThreadTimeOut(true);
        all.add(background);
        attendants = new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                ATTENDANT_IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                task -> named(factory, "attendant", task));
        all.add(attendants);
        scheduler = new Clockwork(factory);
        all.add(scheduler.timer);
        lanes = Lanes.over(writers, scheduler);
        farewells = new Farewells(scheduler);
    }

    Executor loop() {
        return loop;
    }

    Lanes lanes() {
        return lanes;
    }

    Farewells farewells() {
        return farewells;
    }

    Executor background() {
        return background;
    }

    Executor attendants() {
        return attendants;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    /** Lets what has begun come to its end, for a moment, and ends the rest. */
    void stop(Duration patience) {
        all.forEach(ExecutorService::shutdown);
        long until = System.nanoTime() + patience.toNanos();
        try {
            for (ExecutorService one : all) {
                if (!one.awaitTermination(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    one.shutdownNow();
                }
            }
        } catch (InterruptedException hurried) {
            all.forEach(ExecutorService::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }

    private ExecutorService single(ThreadFactory thread) {
        ExecutorService executor = Executors.newSingleThreadExecutor(thread);
        all.add(executor);
        return executor;
    }

    private static Thread named(ManagedThreadFactory factory, String name, Runnable task) {
        Thread thread = factory.newThread(task);
        thread.setName("realtime-" + name);
        return thread;
    }

    /** Time as the machine tells it. */
    private static final class Clockwork implements Scheduler {
        private final ScheduledThreadPoolExecutor timer;

        Clockwork(ManagedThreadFactory factory) {
            timer = new ScheduledThreadPoolExecutor(1, task -> named(factory, "time", task));
            timer.setRemoveOnCancelPolicy(true);
            timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        }

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            try {
                Future<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
                return () -> future.cancel(false);
            } catch (RejectedExecutionException stopping) {
                return () -> {};
            }
        }
    }
}
