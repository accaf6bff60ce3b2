package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Code that queues numbered commands, each until it is told that the broker has it. */
final class Load implements AutoCloseable {

    static final int COMMANDS_PER_SECOND = 200;
    /** How many commands are on the way at once. */
    static final int BATCH = 10;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path ledger;
    private final ToIntFunction<String> queue;
    private final AtomicInteger sent = new AtomicInteger();
    private final ScheduledExecutorService sender = Executors.newSingleThreadScheduledExecutor();
    private final ScheduledFuture<?> sending;

    /**
     * Begins.
     *
     * @param ledger where the commands write their numbers down
     * @param queue queues commands, a line each, and says how many the broker has
     */
    Load(Path ledger, ToIntFunction<String> queue) {
        this.ledger = ledger;
        this.queue = queue;
        sending = sender.scheduleAtFixedRate(this::send, 0, 1_000 * BATCH / COMMANDS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    private void send() {
        int next = sent.get();
        String lines =
                IntStream.range(next, next + BATCH).mapToObj(this::command).collect(Collectors.joining("\n"));
        sent.addAndGet(queue.applyAsInt(lines));
    }

    private String command(int number) {
        return Json.createObjectBuilder()
                .add("job", "Enter")
                .add(
                        "data",
                        Json.createObjectBuilder()
                                .add("ledger", ledger.toString())
                                .add("number", number))
                .build()
                .toString();
    }

    /** How many the broker is known to have. */
    int sent() {
        return sent.get();
    }

    /** The numbers of the commands that ran, in the order they did. */
    List<Integer> entered() {
        try {
            return Files.exists(ledger)
                    ? Files.readAllLines(ledger).stream().map(Integer::valueOf).toList()
                    : List.of();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Whether a batch could not be queued, or nobody knows, and nothing has been sent since. */
    boolean hasBrokenOff() {
        return sending.isDone();
    }

    /** Sends no more. */
    void ends() throws InterruptedException {
        assertThat(hasBrokenOff()).as("whether it broke off").isFalse();
        sender.shutdown();
        assertThat(sender.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @Override
    public void close() {
        sender.shutdownNow();
    }
}
