package com.artisansdk.server.testing;

import com.artisansdk.server.kernel.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that stands still until it is turned by hand. */
public final class ManualScheduler implements Scheduler {

    /** When time begins. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Task(long due, long number, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private long nanos;
    private long numbers;

    @Override
    public synchronized Instant instant() {
        return START.plusNanos(nanos);
    }

    @Override
    public synchronized long nanos() {
        return nanos;
    }

    @Override
    public synchronized Scheduled after(Duration delay, Runnable work) {
        Task task = new Task(nanos + delay.toNanos(), numbers++, work);
        tasks.add(task);
        return () -> cancel(task);
    }

    /** Turns time forward, running each task at its own moment. */
    public void advance(Duration by) {
        long until = nanos() + by.toNanos();
        for (Optional<Task> due = takeDue(until); due.isPresent(); due = takeDue(until)) {
            due.get().work().run();
        }
        turnTo(until);
    }

    /** How many tasks wait for their time. */
    public synchronized int waiting() {
        return tasks.size();
    }

    private synchronized Optional<Task> takeDue(long until) {
        Optional<Task> first =
                tasks.stream().filter(task -> task.due() <= until).min(Comparator.comparingLong(Task::due));
        first.ifPresent(task -> {
            cancel(task);
            turnTo(Math.max(nanos, task.due()));
        });
        return first;
    }

    private synchronized void turnTo(long when) {
        nanos = when;
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }
}
