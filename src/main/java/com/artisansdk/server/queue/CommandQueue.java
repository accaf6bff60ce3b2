package com.artisansdk.server.queue;

import com.artisansdk.server.kernel.Command;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.JMSRuntimeException;
import java.time.Duration;

/**
 * Queues commands for the server. Inject it into any bean, in the server's own archive or in another application's.
 *
 * <p>Inside a JTA transaction the command is part of it: rolled back, it was never queued; committed, the server runs it, once unless it
 * is killed between running it and saying so. Outside one it is queued at once. From any thread that the container knows.
 */
@ApplicationScoped
public class CommandQueue {

    private final Jms jms = new Jms();
    private final CommandText texts = new CommandText();

    /** For the container, which makes the instance. */
    public CommandQueue() {}

    /**
     * Queues a command.
     *
     * @throws IllegalArgumentException if the command is no record
     * @throws JMSRuntimeException if the broker does not take it; in a transaction, roll it back
     */
    public void queue(Command command) {
        queue(command, Duration.ZERO);
    }

    /**
     * Queues a command that is to run after a while.
     *
     * @param delay counted by the broker, from when it gets the command
     * @throws IllegalArgumentException if the command is no record, or the delay negative or longer than a year
     * @throws JMSRuntimeException if the broker does not take it; in a transaction, roll it back
     */
    public void queue(Command command, Duration delay) {
        if (delay.isNegative() || delay.compareTo(QueueSettings.LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException(
                    "delay must be zero to " + QueueSettings.LONGEST_DELAY.toDays() + " days, was " + delay);
        }
        String text = texts.of(command);
        QueueSettings settings = QueueSettings.current();
        jms.use(
                settings.driver(),
                context -> context.createProducer()
                        .setDeliveryDelay(delay.toMillis())
                        .send(Jms.queue(context, settings.queue()), text));
    }
}
