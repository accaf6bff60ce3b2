package com.artisansdk.server.container;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A program outside the container, which knows nothing of this project: it sends a text with the Artemis client. Run in a JVM of its own,
 * on WildFly's client library.
 */
public final class OutsideProgram {

    private static final String FACTORY = "org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory";

    private OutsideProgram() {}

    /** Arguments: the broker's URL, a user, its password, and the queue. The text is what it reads, in UTF-8. */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        // By name, for this library and the tests' own do not go together on one class path.
        ConnectionFactory factory = Class.forName(FACTORY)
                .asSubclass(ConnectionFactory.class)
                .getConstructor(String.class)
                .newInstance(arguments[0]);
        String text = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        try (JMSContext context = factory.createContext(arguments[1], arguments[2])) {
            context.createProducer().send(context.createQueue(arguments[3]), text);
        }
    }
}
