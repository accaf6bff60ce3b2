package org.example.game;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import java.util.concurrent.atomic.AtomicInteger;

/** A command that tells everybody it runs, and throws so many times in a row before it works. */
public record StumbleCommand(int times) implements Command {

    private static final AtomicInteger RUNS = new AtomicInteger();

    @Override
    public void run(Manager manager) {
        int run = RUNS.incrementAndGet();
        manager.broadcast(new GameEvent("stumble " + run));
        if (run <= times) {
            throw new IllegalStateException("stumbled");
        }
        RUNS.set(0);
    }
}
