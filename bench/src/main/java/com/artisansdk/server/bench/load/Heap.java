package com.artisansdk.server.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What lives in the heap of a JVM, which collects its garbage to tell. */
public final class Heap {

    private final String pid;

    /** The heap of a process. */
    public Heap(long pid) {
        this.pid = String.valueOf(pid);
    }

    /** Collects all garbage, so that nobody pays for what others have left. */
    public void collect() {
        liveBytes();
    }

    /** Bytes of all objects that are reachable, by the JDK's own class histogram. */
    public long liveBytes() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), pid, "GC.class_histogram")
                    .redirectErrorStream(true)
                    .start();
            String answer = new String(process.getInputStream().readAllBytes());
            process.waitFor();
            // The last line: Total, instances, bytes.
            String[] total =
                    answer.substring(answer.lastIndexOf("Total")).trim().split("\\s+");
            return Long.parseLong(total[2]);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException | RuntimeException failed) {
            throw new IllegalStateException("process " + pid + " does not tell of its heap", failed);
        }
    }
}
