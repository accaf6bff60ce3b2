package com.artisansdk.server.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** What a process has used, as Linux counts it. */
public final class Usage {

    private static final int TICKS_PER_SECOND = 100; // What Linux tells programs, whatever its own clock is (proc(5)).
    private static final int UTIME = 11; // Counted behind the program's name, which may hold spaces.

    private final Path proc;
    private final int counted;

    private Usage(Path proc, int counted) {
        this.proc = proc;
        this.counted = counted;
    }

    /** The usage of a process. */
    public static Usage of(long pid) {
        return new Usage(Path.of("/proc", String.valueOf(pid)), 2);
    }

    /** The usage of the load client, and of what it has run. */
    public static Usage own() {
        return new Usage(Path.of("/proc/self"), 4); // With the two behind: the children that have ended.
    }

    /** Nanoseconds of CPU time so far, user and system, in steps of 10 ms. */
    public long cpuNanos() {
        String stat = text("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long ticks = 0;
        for (int i = 0; i < counted; i++) {
            ticks += Long.parseLong(fields[UTIME + i]);
        }
        return ticks * (TimeUnit.SECONDS.toNanos(1) / TICKS_PER_SECOND);
    }

    /** Bytes of memory that it holds now. */
    public long residentBytes() {
        for (String line : text("status").split("\n")) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        throw new IllegalStateException(proc + " tells no VmRSS");
    }

    /** How many files and sockets it has open. */
    public int descriptors() {
        String[] open = proc.resolve("fd").toFile().list();
        return open == null ? 0 : open.length;
    }

    private String text(String file) {
        try {
            return Files.readString(proc.resolve(file));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
