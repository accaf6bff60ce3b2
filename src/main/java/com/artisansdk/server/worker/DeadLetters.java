package com.artisansdk.server.worker;

import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.kernel.Throttled;
import com.artisansdk.server.queue.Jms;
import com.artisansdk.server.queue.QueueSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.System.Logger;

/** Where commands end that cannot run: on the queue's own dead letter queue, each with its reason. */
@ApplicationScoped
public class DeadLetters {

    private static final Logger LOG = System.getLogger(DeadLetters.class.getName());

    /** The message property that says why. */
    public static final String REASON = "reason";

    private static final int MOST_REASON = 1_000;

    private final Jms jms = new Jms();
    private final Throttled buried = new Throttled();
    private final Manager manager;
    private final Platform platform;

    /** For the container's proxy. */
    @SuppressWarnings("NullAway")
    protected DeadLetters() {
        this(null, null);
    }

    @Inject
    public DeadLetters(Manager manager, Platform platform) {
        this.platform = platform;
        this.manager = manager;
    }

    /** Puts a copy of a message there. When this returns, the broker has it. */
    void bury(Message message, String reason) throws JMSException {
        QueueSettings settings = QueueSettings.current();
        String told = reason.codePoints()
                .limit(MOST_REASON)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        Copy copy = Copy.of(message);
        jms.use(
                settings.driver(),
                context -> context.createProducer()
                        .setProperty(REASON, told)
                        .send(Jms.queue(context, settings.dead()), copy.in(context)));
        manager.counters().count(Counters.COMMANDS_DEAD);
        buried.warn(LOG, platform.scheduler(), () -> "A command is on the queue " + settings.dead() + " now: " + told);
    }

    /** What is kept of a message: a body that can be read again. */
    private interface Copy {
        Message in(JMSContext context);

        static Copy of(Message message) throws JMSException {
            if (message instanceof TextMessage text) {
                String body = text.getText();
                return context -> context.createTextMessage(body);
            }
            if (message instanceof BytesMessage bytes) {
                byte[] body = Bodies.bytes(bytes);
                return context -> {
                    BytesMessage copy = context.createBytesMessage();
                    try {
                        copy.writeBytes(body);
                    } catch (JMSException impossible) {
                        throw new IllegalStateException("a new message takes bytes", impossible);
                    }
                    return copy;
                };
            }
            String nothing = "";
            return context -> context.createTextMessage(nothing);
        }
    }
}
