package com.artisansdk.server.worker;

import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.kernel.Scheduler.Scheduled;
import com.artisansdk.server.kernel.Throttled;
import com.artisansdk.server.queue.CommandQueue;
import com.artisansdk.server.queue.Jms;
import com.artisansdk.server.queue.QueueSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.UUID;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a command gets through, by sending one: a sender and a worker that are tied to different queues look well, each by
 * itself. Sends another one every {@link #EVERY} until one arrives.
 */
@ApplicationScoped
public class Probe {

    private static final Logger LOG = System.getLogger(Probe.class.getName());
    private static final Duration EVERY = Duration.ofSeconds(10);

    private final CommandQueue queue;
    private final Platform platform;
    private final Throttled unreached = new Throttled();
    private final UUID token = UUID.randomUUID();
    private volatile boolean arrived;
    private volatile boolean complained;
    private volatile @Nullable Scheduled next;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected Probe() {
        this(null, null);
    }

    @Inject
    public Probe(CommandQueue queue, Platform platform) {
        this.queue = queue;
        this.platform = platform;
    }

    /** Whether a command has travelled from a sender over the queue to the loop. */
    public boolean hasArrived() {
        return arrived;
    }

    /** Sends the first probe. */
    public void start() {
        next = platform.scheduler().after(EVERY, () -> platform.background().execute(this::again));
        send();
    }

    /** Sends no more. */
    public void stop() {
        Scheduled waiting = next;
        if (waiting != null) {
            waiting.cancel();
        }
    }

    void arrived(@Observes ProbeQueueCommand.Arrived event) {
        if (event.token().equals(token) && !arrived) {
            arrived = true;
            stop();
            LOG.log(
                    Level.INFO,
                    "Commands arrive from the queue {0}.",
                    QueueSettings.current().queue());
        }
    }

    private void again() {
        if (arrived) {
            return;
        }
        if (!complained) {
            complained = true;
            LOG.log(
                    Level.WARNING,
                    "No command has arrived yet. Senders use the queue {0} of {1}; the worker listens to the queue {2}."
                            + " If these are the same, many commands may be waiting before it.",
                    QueueSettings.current().queue(),
                    QueueSettings.current().driver(),
                    workersQueue());
        }
        start();
    }

    private static String workersQueue() {
        try {
            return Jms.queueName(CommandBean.JNDI);
        } catch (NamingException | JMSException unknown) {
            return CommandBean.JNDI + " (" + unknown.getMessage() + ")";
        }
    }

    private void send() {
        try {
            queue.queue(new ProbeQueueCommand(token));
        } catch (JMSRuntimeException unreachable) {
            unreached.warn(LOG, platform.scheduler(), () -> "The queue cannot be reached: " + unreachable.getMessage());
        }
    }
}
