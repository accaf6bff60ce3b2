package com.artisansdk.server.kernel;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/**
 * One run of a child process: threads that read what it writes, line by line, and hand it to the loop.
 *
 * <p>A child that floods does not fill the server: at most {@value #LINES_AHEAD} lines wait for the loop, then its pipe fills up and it
 * waits itself; a line of more than {@value #LONGEST_LINE} characters arrives in pieces.
 */
final class ChildRun {

    private static final Logger LOG = System.getLogger(ChildRun.class.getName());

    static final int LINES_AHEAD = 100;
    static final int LONGEST_LINE = 16_384;
    static final int INPUT_AHEAD = 1_000;

    /** How long a child may take to end when it is asked to. */
    static final Duration GRACE = Duration.ofSeconds(3);

    private final Family family;
    private final Process process;
    private final Platform platform;
    private final Writer input;
    private final BlockingQueue<Runnable> inputs = new ArrayBlockingQueue<>(INPUT_AHEAD);
    private CompletableFuture<Void> over = new CompletableFuture<>();
    private final AtomicBoolean writes = new AtomicBoolean();
    private final Throttled slow = new Throttled();

    private ChildRun(Family family, Platform platform) {
        this.family = family;
        this.process = family.eldest();
        this.platform = platform;
        input = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    }

    /**
     * Starts a child. When it ends, so does what it leaves behind, which might hold its output open for ever.
     *
     * @param line hears its lines, on the loop
     * @param error hears its lines of standard error, on the loop
     * @param passOn gets its lines too, off the loop, and may block
     * @param exit hears its exit code on the loop, after its last line
     */
    static ChildRun start(
            ProcessBuilder builder,
            Platform platform,
            Consumer<String> line,
            Consumer<String> error,
            Consumer<String> passOn,
            IntConsumer exit)
            throws IOException {
        ChildRun run = new ChildRun(Family.start(builder), platform);
        try {
            CompletableFuture<Void> out = run.read(run.process.getInputStream(), line, passOn);
            CompletableFuture<Void> err = run.read(run.process.getErrorStream(), error, ignored -> {});
            CompletableFuture<?> end =
                    run.process.onExit().thenRunAsync(() -> run.family.end(GRACE), platform.attendants());
            run.over = CompletableFuture.allOf(out, err, end)
                    .whenComplete((done, failed) ->
                            platform.loop().execute("process", () -> exit.accept(run.process.exitValue())));
        } catch (RejectedExecutionException stopping) {
            run.process.destroyForcibly();
            throw new IOException("The server stops, and starts nothing any more.", stopping);
        }
        return run;
    }

    long pid() {
        return process.pid();
    }

    /** Writes a line when its turn comes. Beyond {@value #INPUT_AHEAD} lines ahead of the child they are lost, and that is logged. */
    void writeLater(String line) {
        later(() -> write(line));
    }

    /** Closes the child's standard input behind what is to be written. */
    void closeInput() {
        later(() -> {
            synchronized (input) {
                try {
                    input.close();
                } catch (IOException gone) {
                    LOG.log(Level.DEBUG, "The child {0} is gone.", pid());
                }
            }
        });
    }

    /** Writes a line, and waits until it is taken. Off the loop. */
    void write(String line) {
        synchronized (input) {
            try {
                input.write(line);
                input.write('\n');
                input.flush();
            } catch (IOException gone) {
                LOG.log(Level.DEBUG, "The child {0} takes no more lines.", pid());
            }
        }
    }

    /** Asks the child and all it has started to end, and insists after {@link #GRACE}. Does not wait. */
    void end() {
        try {
            platform.attendants().execute(() -> {
                if (!family.end(GRACE)) {
                    LOG.log(Level.WARNING, "The child {0} did not end when it was asked to; it was killed.", pid());
                }
            });
        } catch (RejectedExecutionException stopping) {
            family.end(Duration.ZERO);
        }
    }

    private void later(Runnable writing) {
        if (!inputs.offer(writing)) {
            slow.warn(
                    LOG,
                    platform.scheduler(),
                    () -> "The child " + pid() + " reads too slowly: lines for it are lost.");
            return;
        }
        if (!writes.getAndSet(true)) {
            platform.attendants().execute(this::writeAll);
        }
    }

    private void writeAll() {
        try {
            while (!over.isDone()) {
                Runnable next = inputs.poll(1, TimeUnit.SECONDS);
                if (next != null) {
                    next.run();
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private CompletableFuture<Void> read(InputStream stream, Consumer<String> line, Consumer<String> passOn) {
        return CompletableFuture.runAsync(
                () -> {
                    Semaphore ahead = new Semaphore(LINES_AHEAD);
                    try (Reader text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
                        Lines lines = new Lines(text, LONGEST_LINE);
                        for (String next = lines.next(); next != null; next = lines.next()) {
                            passOn.accept(next);
                            ahead.acquire();
                            hand(next, line, ahead);
                        }
                    } catch (IOException gone) {
                        LOG.log(Level.DEBUG, "The child {0} was cut off.", pid());
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                    }
                },
                platform.attendants());
    }

    private void hand(String text, Consumer<String> line, Semaphore ahead) {
        platform.loop().execute("process", () -> {
            ahead.release();
            line.accept(text);
        });
    }
}
