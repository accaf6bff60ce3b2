package com.artisansdk.server.queue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.InvalidDestinationRuntimeException;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.JMSSecurityRuntimeException;
import jakarta.jms.Queue;
import java.util.function.Consumer;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.jspecify.annotations.Nullable;

/**
 * A way to the broker. Each use takes a context of its own from the container's pool: an injected one would need a transaction or a
 * request around it. Inside a JTA transaction the use is part of it.
 */
public final class Jms {

    private volatile @Nullable Found found;

    private record Found(String driver, ConnectionFactory factory) {}

    /** For whoever sends. */
    public Jms() {}

    /**
     * Uses a context.
     *
     * @param driver JNDI name of the connection factory
     * @throws JMSRuntimeException if the broker cannot be reached or fails, naming the driver
     */
    public void use(String driver, Consumer<JMSContext> use) {
        ConnectionFactory factory = factory(driver);
        try (JMSContext context = factory.createContext()) {
            use.accept(context);
        } catch (InvalidDestinationRuntimeException alreadyNamed) {
            throw alreadyNamed;
        } catch (JMSSecurityRuntimeException refused) {
            throw (JMSRuntimeException) new JMSSecurityRuntimeException(
                            "The broker refuses the user or the password of the connection factory " + driver + " ("
                                    + reason(refused)
                                    + "). Correct them there, or what that user may do at the broker.",
                            refused.getErrorCode())
                    .initCause(refused);
        } catch (JMSRuntimeException failed) {
            throw new JMSRuntimeException(
                    "The broker of the connection factory " + driver + " cannot be reached, or failed ("
                            + reason(failed)
                            + "). Check that it runs, and its address in that factory, which server.queue.driver names.",
                    failed.getErrorCode(),
                    failed);
        }
    }

    /**
     * A queue of the broker.
     *
     * @throws InvalidDestinationRuntimeException if it has none of that name, and makes none
     */
    public static Queue queue(JMSContext context, String name) {
        try {
            return context.createQueue(name);
        } catch (JMSRuntimeException missing) {
            // There is no word for it in JMS; but who cannot be reached does not name the queue.
            if (missing instanceof JMSSecurityRuntimeException
                    || !reason(missing).contains(name)) {
                throw missing;
            }
            throw new InvalidDestinationRuntimeException(
                    "The broker has no queue " + name + " (" + reason(missing)
                            + "). Create it there, or set server.queue to one that it has.",
                    missing.getErrorCode(),
                    missing);
        }
    }

    /** The name by which the broker knows a queue, given the name in JNDI. */
    @SuppressWarnings("BanJNDI") // A name of our own.
    public static String queueName(String jndi) throws NamingException, JMSException {
        return ((Queue) InitialContext.doLookup(jndi)).getQueueName();
    }

    @SuppressWarnings("BanJNDI") // The name is the administrator's.
    private ConnectionFactory factory(String driver) {
        Found known = found;
        if (known == null || !known.driver().equals(driver)) {
            try {
                known = new Found(driver, InitialContext.doLookup(driver));
            } catch (NamingException missing) {
                throw (JMSRuntimeException) new JMSRuntimeException(
                                "There is no connection factory " + driver
                                        + ". Set server.queue.driver to the JNDI name of one, or leave it out for the container's own.")
                        .initCause(missing);
            }
            found = known;
        }
        return known.factory();
    }

    /** What the innermost failure says: those around it say only that something failed. */
    private static String reason(Throwable failed) {
        Throwable innermost = failed;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
    }
}
