package com.artisansdk.server.worker;

import com.artisansdk.server.kernel.ServerStarted;
import com.artisansdk.server.kernel.ServerStopping;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Lets commands wait for a server that has not booted yet, or is stopped. */
@ApplicationScoped
public class Boot {

    private boolean running;
    private boolean released;

    /** For the container, which makes the instance. */
    public Boot() {}

    /**
     * Waits until the server runs.
     *
     * @throws InterruptedException if it never will again
     */
    synchronized void await() throws InterruptedException {
        while (!running && !released) {
            wait();
        }
        if (released) {
            throw new InterruptedException("the server goes away");
        }
    }

    /** Lets go of everyone who waits: the application is taken away. */
    public synchronized void release() {
        released = true;
        notifyAll();
    }

    synchronized void started(@Observes ServerStarted event) {
        running = true;
        notifyAll();
    }

    synchronized void stopping(@Observes ServerStopping event) {
        running = false;
    }
}
