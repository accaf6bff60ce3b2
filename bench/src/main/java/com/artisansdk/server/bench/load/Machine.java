package com.artisansdk.server.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Watches whether others want the machine, too: then figures are worse than they need be. */
public final class Machine {

    private static final int IDLE = 3;
    private static final int WAITING = 4;
    private static final int STOLEN = 7;
    private static final double TICK_SECONDS = 0.01;

    private final Usage server;
    private final Usage own = Usage.own();
    private final long startedAt = System.nanoTime();
    private final double othersBefore;

    /** Watches from now on. */
    public Machine(Usage server) {
        this.server = server;
        this.othersBefore = others();
    }

    /** How much of a core has gone to other processes, or to other machines on the same metal. */
    public double othersCores() {
        return Math.max(0, (others() - othersBefore) / ((System.nanoTime() - startedAt) / 1e9));
    }

    private double others() {
        try {
            String[] ticks = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +");
            double busy = 0;
            for (int i = 0; i <= STOLEN; i++) {
                busy += i == IDLE || i == WAITING ? 0 : Long.parseLong(ticks[i + 1]) * TICK_SECONDS;
            }
            return busy - (server.cpuNanos() + own.cpuNanos()) / 1e9;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
