package com.artisansdk.server.worker;

import com.artisansdk.server.kernel.ServerDraining;
import com.artisansdk.server.kernel.ServerStarted;
import com.artisansdk.server.kernel.ServerStopping;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/**
 * Lets commands wait for a server that has not booted yet, drains, or is stopped. It hears of it all before any application does, whose observers
 * might throw, and keep the event from those behind them.
 */
@ApplicationScoped
public class Boot {

    // Not this: the container's proxy repeats `synchronized` on itself, and who waits there would keep everybody else
    // out.
    private final Object monitor = new Object();
    private boolean running;
    private boolean released;

    /** For the container, which makes the instance. */
    public Boot() {}

    /**
     * Waits until the server runs.
     *
     * @throws InterruptedException if it never will again
     */
    void await() throws InterruptedException {
        synchronized (monitor) {
            while (!running && !released) {
                monitor.wait();
            }
            if (released) {
                throw new InterruptedException("the server goes away");
            }
        }
    }

    /** Lets go of everyone who waits: the application is taken away. */
    public void release() {
        synchronized (monitor) {
            released = true;
            monitor.notifyAll();
        }
    }

    void started(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ServerStarted event) {
        synchronized (monitor) {
            running = true;
            monitor.notifyAll();
        }
    }

    void draining(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ServerDraining event) {
        pause();
    }

    void stopping(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) ServerStopping event) {
        pause();
    }

    private void pause() {
        synchronized (monitor) {
            running = false;
        }
    }
}
