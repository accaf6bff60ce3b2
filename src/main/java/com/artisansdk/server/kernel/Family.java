package com.artisansdk.server.kernel;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A program and everything it has started. Found by descent, and, where the system has a {@code /proc}, by a mark in the environment that
 * children inherit: a process whose parent has ended descends from nobody any more, but keeps the mark.
 */
final class Family {

    private static final String MARK = "ARTISANSDK_SERVER_PROCESS";
    private static final Path PROC = Path.of("/proc");
    private static final long POLL_MILLIS = 20;

    /** How often to look again for those that were born while others were killed. */
    private static final int ROUNDS = 10;

    private final Process eldest;
    private final String mark;

    private Family(Process eldest, String mark) {
        this.eldest = eldest;
        this.mark = mark;
    }

    /** Starts a program. */
    static Family start(ProcessBuilder builder) throws IOException {
        String mark = UUID.randomUUID().toString();
        builder.environment().put(MARK, mark);
        return new Family(builder.start(), MARK + "=" + mark);
    }

    /** The program itself. */
    Process eldest() {
        return eldest;
    }

    /** All that are alive. */
    Set<ProcessHandle> members() {
        Set<ProcessHandle> members = new LinkedHashSet<>();
        Stream<ProcessHandle> marked =
                Files.isDirectory(PROC) ? ProcessHandle.allProcesses().filter(this::isMarked) : Stream.of();
        Stream.of(Stream.of(eldest.toHandle()), eldest.descendants(), marked)
                .flatMap(handles -> handles)
                .filter(Family::isAlive)
                .forEach(members::add);
        return members;
    }

    /**
     * Asks all members to end, and kills those that have not after a while. Waits for them: off the loop. Interrupted, it kills at once.
     *
     * @return whether all went when they were asked
     */
    boolean end(Duration grace) {
        Set<ProcessHandle> asked = members();
        asked.forEach(ProcessHandle::destroy);
        boolean went = false;
        try {
            went = haveGone(asked, grace);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        asked.removeIf(handle -> !isAlive(handle));
        asked.addAll(members());
        for (int round = 0; round < ROUNDS && !asked.isEmpty(); round++) {
            went = false;
            asked.forEach(ProcessHandle::destroyForcibly);
            asked = members();
        }
        return went;
    }

    private static boolean haveGone(Set<ProcessHandle> handles, Duration within) throws InterruptedException {
        long until = System.nanoTime() + within.toNanos();
        while (handles.stream().anyMatch(Family::isAlive)) {
            if (System.nanoTime() - until >= 0) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        return true;
    }

    private boolean isMarked(ProcessHandle handle) {
        return read(handle, "environ").contains(mark);
    }

    /** Whether it runs. One that has ended is there until its parent asks for its exit code, and not every parent does. */
    static boolean isAlive(ProcessHandle handle) {
        String stat = read(handle, "stat");
        return handle.isAlive() && !stat.startsWith(" Z", stat.lastIndexOf(')') + 1);
    }

    private static String read(ProcessHandle handle, String file) {
        Path path = PROC.resolve(Long.toString(handle.pid())).resolve(file);
        // Not by a channel, which an interrupt closes: one that is hurried must see all the same whom it has to kill.
        try (InputStream text = new FileInputStream(path.toFile())) {
            return new String(text.readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException goneOrNotOurs) {
            return "";
        }
    }
}
