package com.artisansdk.server.queue;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
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
     * @throws JMSRuntimeException if the broker cannot be reached, naming the driver
     */
    public void use(String driver, Consumer<JMSContext> use) {
        try (JMSContext context = factory(driver).createContext()) {
            use.accept(context);
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
}
