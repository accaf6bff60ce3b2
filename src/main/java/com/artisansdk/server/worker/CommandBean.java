package com.artisansdk.server.worker;

import com.artisansdk.server.codec.Mismatch;
import com.artisansdk.server.config.Settings;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.queue.Jms;
import com.artisansdk.server.queue.QueueSettings;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.jms.JMSDestinationDefinition;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes commands off the queue, one at a time and in order.
 *
 * <p>A message is acknowledged after its command ran, which is at least once. What ran here and is delivered again, because the broker lost
 * the acknowledgement, does not run again. What cannot run is on the dead letter queue before it is acknowledged. An exception from here
 * would make the container deliver again, as often and in whatever order it likes; so it is thrown only when the server goes away, or the broker fails.
 *
 * <p>There is a transaction around it on Payara alone, whose broker would otherwise bury what comes while the server is taken away. On WildFly, where it would
 * cost a hundred times as much, {@code WEB-INF/jboss-ejb3.xml} takes it off.
 *
 * <p>The destinations' names hold what Payara replaces by the setting; on WildFly, {@code WEB-INF/jboss-ejb3.xml} does.
 */
@JMSDestinationDefinition(
        name = CommandBean.JNDI,
        interfaceName = "jakarta.jms.Queue",
        destinationName = "${MPCONFIG=server.queue:realtime}")
@JMSDestinationDefinition(
        name = CommandBean.JNDI + "-dead",
        interfaceName = "jakarta.jms.Queue",
        destinationName = "${MPCONFIG=server.queue:realtime}.dead")
@MessageDriven(
        name = "CommandBean",
        activationConfig = {
            @ActivationConfigProperty(propertyName = "destinationType", propertyValue = "jakarta.jms.Queue"),
            @ActivationConfigProperty(propertyName = "destinationLookup", propertyValue = CommandBean.JNDI),
            // One session keeps the order: the first is Artemis' word for it, the second OpenMQ's.
            @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
            @ActivationConfigProperty(propertyName = "endpointPoolMaxSize", propertyValue = "1")
        })
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class CommandBean implements MessageListener {

    static final String JNDI = "java:app/jms/realtime";

    private final Jms jms = new Jms();

    // Not the runner itself: there is none before the server has started, and this bean may be needed sooner.
    @Inject
    private Provider<CommandRunner> runner;

    @Inject
    private DeadLetters deadLetters;

    @Inject
    private Manager manager;

    @Inject
    private Boot boot;

    @Inject
    private Settings settings;

    @Inject
    private Ran ran;

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    public CommandBean() {}

    @Override
    public void onMessage(Message message) {
        try {
            boot.await();
            if (message.getJMSRedelivered()) {
                manager.counters().count(Counters.COMMANDS_REDELIVERED);
            }
            if (ran.contains(message)) {
                manager.counters().count(Counters.COMMANDS_SKIPPED);
                return;
            }
            Outcome outcome = outcome(message);
            while (outcome instanceof Outcome.Held) {
                boot.await();
                outcome = outcome(message);
            }
            finish(message, outcome);
            ran.add(message);
        } catch (JMSException failed) {
            throw new IllegalStateException("the broker failed", failed);
        } catch (InterruptedException stopping) {
            // Nobody else is to be told of it: a thread that stays interrupted would not pause between two tries.
            throw new IllegalStateException("the server goes away", stopping);
        }
    }

    private Outcome outcome(Message message) throws JMSException, InterruptedException {
        try {
            return runner.get().run(Bodies.text(message, settings.get().outboxBytes()));
        } catch (Mismatch unreadable) {
            return new Outcome.Dead(unreadable.text());
        }
    }

    private void finish(Message message, Outcome outcome) throws JMSException {
        if (outcome instanceof Outcome.Dead dead) {
            deadLetters.bury(message, dead.reason());
        } else if (outcome instanceof Outcome.Later later) {
            QueueSettings queue = QueueSettings.current();
            jms.use(
                    queue.driver(),
                    context -> context.createProducer()
                            .setDeliveryDelay(later.delay().toMillis())
                            .send(Jms.queue(context, queue.queue()), later.text()));
            manager.counters().count(Counters.COMMANDS_DELAYED);
        }
    }
}
