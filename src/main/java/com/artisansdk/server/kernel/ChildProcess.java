package com.artisansdk.server.kernel;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A program that the server runs beside itself, and watches. Made by {@code manager.process(...)}, set up, and {@linkplain #start
 * started}; all on the loop, where its lines and its end arrive too.
 *
 * <p>The command is a list of arguments, never a line for a shell. When the server stops, the program is ended, and whatever it has
 * started itself; what it leaves behind when it ends of its own accord is ended with it.
 */
public final class ChildProcess {

    private static final Logger LOG = System.getLogger(ChildProcess.class.getName());

    /** After so long a run a program counts as healthy: the next back-off begins anew. */
    static final Duration HEALTHY = Duration.ofMinutes(1);

    private final Manager manager;
    private final Platform platform;
    private final List<String> command;
    private final List<Consumer<String>> lines = new ArrayList<>();
    private final List<Consumer<String>> errors = new ArrayList<>();
    private final List<IntConsumer> exits = new ArrayList<>();
    private @Nullable Path directory;
    private RestartPolicy policy = RestartPolicy.NEVER;
    private @Nullable ChildProcess receiver;
    // Read by the thread of a program that pipes into this one.
    private volatile @Nullable ChildRun run;
    private @Nullable Pending restart;
    private boolean started;
    private boolean wanted;
    private int failedStarts;
    private long startedAt;

    ChildProcess(Manager manager, Platform platform, List<String> command) {
        if (command.isEmpty()) {
            throw new IllegalArgumentException("a process needs a command");
        }
        this.manager = manager;
        this.platform = platform;
        this.command = List.copyOf(command);
    }

    /** Runs in a directory of its own. */
    public ChildProcess in(Path path) {
        directory = path;
        return this;
    }

    /** Hears each line the program writes, without its end. */
    public ChildProcess onLine(Consumer<String> action) {
        lines.add(action);
        return this;
    }

    /** Hears each line the program writes to its standard error. Without anyone to hear, they are logged at DEBUG. */
    public ChildProcess onErrorLine(Consumer<String> action) {
        errors.add(action);
        return this;
    }

    /** Hears the exit code each time the program ends, after its last line. */
    public ChildProcess onExit(IntConsumer action) {
        exits.add(action);
        return this;
    }

    /** Starts again what ends by itself. */
    public ChildProcess restart(RestartPolicy when) {
        policy = when;
        return this;
    }

    /**
     * Gives each line of this program to another's standard input, at the pace of the other. Lines for one that does not run are lost.
     *
     * @return the other one, to go on with
     */
    public ChildProcess pipe(ChildProcess other) {
        receiver = other;
        return other;
    }

    /**
     * Starts the program, unless it runs.
     *
     * @throws IOException if there is no such program
     * @throws IllegalStateException if it was stopped, and has not ended yet
     */
    public ChildProcess start() throws IOException {
        manager.loop().requireOnLoop();
        if (run != null && !wanted) {
            throw new IllegalStateException(
                    command.get(0) + " has been stopped, but has not ended yet: start it again in onExit(...)");
        }
        if (run == null) {
            started = true;
            failedStarts = 0;
            abortRestart();
            launch();
            wanted = true;
        }
        return this;
    }

    /** Ends the program and whatever it has started: asks first, and insists after {@link ChildRun#GRACE}. */
    public void stop() {
        manager.loop().requireOnLoop();
        wanted = false;
        abortRestart();
        if (run != null) {
            run.end();
        }
    }

    private void abortRestart() {
        if (restart != null) {
            manager.abort(restart);
            restart = null;
        }
    }

    /** Ends it with the server: nobody is there any more to hear of it. */
    void abandon() {
        lines.clear();
        errors.clear();
        exits.clear();
        stop();
    }

    /** Whether the program runs at the moment. */
    public boolean isRunning() {
        return run != null;
    }

    /** Whether it has been started, has ended, and will not be started again by itself. */
    boolean isOver() {
        return started && run == null && restart == null;
    }

    /** The program's process id, while it runs. */
    public Optional<Long> pid() {
        return Optional.ofNullable(run).map(ChildRun::pid);
    }

    /** Writes a line to the program's standard input, later and in order. Lost when it does not run. */
    public void write(String line) {
        manager.loop().requireOnLoop();
        if (run != null) {
            run.writeLater(line);
        }
    }

    /** Ends the program's standard input, behind what has been written: it reads an end of file. */
    public void endInput() {
        manager.loop().requireOnLoop();
        if (run != null) {
            run.closeInput();
        }
    }

    /** For a program that pipes into this one: writes at once, and waits until it is taken. Off the loop. */
    void writeNow(String line) {
        ChildRun current = run;
        if (current != null) {
            current.write(line);
        }
    }

    private void launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        if (directory != null) {
            builder.directory(directory.toFile());
        }
        startedAt = platform.scheduler().nanos();
        run = ChildRun.start(builder, platform, this::heard, this::heardError, this::passOn, this::exited);
    }

    private void heard(String line) {
        deliver(line, lines);
    }

    private void heardError(String line) {
        if (errors.isEmpty()) {
            LOG.log(Level.DEBUG, "{0}: {1}", command.get(0), line);
        }
        deliver(line, errors);
    }

    private void deliver(String line, List<Consumer<String>> actions) {
        for (Consumer<String> action : actions) {
            try {
                action.accept(line);
            } catch (RuntimeException failure) {
                LOG.log(Level.ERROR, "Hearing a line of " + command.get(0) + " failed.", failure);
            }
        }
    }

    private void passOn(String line) {
        ChildProcess other = receiver;
        if (other != null) {
            other.writeNow(line);
        }
    }

    private void exited(int code) {
        run = null;
        if (receiver != null && receiver.run != null && !(wanted && policy.applies(code))) {
            receiver.run.closeInput();
        }
        for (IntConsumer action : exits) {
            try {
                action.accept(code);
            } catch (RuntimeException failure) {
                LOG.log(Level.ERROR, "Hearing of the end of " + command.get(0) + " failed.", failure);
            }
        }
        if (!wanted || !policy.applies(code) || run != null) {
            return;
        }
        boolean healthy = platform.scheduler().nanos() - startedAt >= HEALTHY.toNanos();
        failedStarts = healthy ? 0 : failedStarts;
        Duration wait = RestartPolicy.backOff(failedStarts++);
        LOG.log(
                Level.WARNING,
                "{0} ended with code {1}; it is started again in {2} s.",
                command.get(0),
                code,
                wait.toSeconds());
        restart = manager.delay(wait, ignored -> relaunch());
    }

    private void relaunch() throws IOException {
        restart = null;
        if (!wanted || run != null) {
            return;
        }
        try {
            launch();
        } catch (IOException gone) {
            LOG.log(Level.ERROR, "{0} could not be started again: {1}", command.get(0), gone.getMessage());
            restart = manager.delay(RestartPolicy.backOff(failedStarts++), ignored -> relaunch());
        }
    }
}
