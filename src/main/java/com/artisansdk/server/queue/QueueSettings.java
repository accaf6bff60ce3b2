package com.artisansdk.server.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Which queue commands go to: {@code server.queue} and {@code server.queue.driver}.
 *
 * @param queue the queue's name
 * @param driver JNDI name of a connection factory
 */
public record QueueSettings(String queue, String driver) {

    /** The connection factory that every Jakarta EE container has (Jakarta EE 10, section EE.5.21). */
    public static final String DEFAULT_DRIVER = "java:comp/DefaultJMSConnectionFactory";

    /** The queue when none is set. */
    public static final String DEFAULT_QUEUE = "realtime";

    /** The longest that a command may be delayed: beyond, brokers overflow, and deliver at once. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(365);

    /** What stands behind the queue's name in that of its dead letters. */
    public static final String DEAD = ".dead";

    /** The settings of this application, as they were when it first asked: what listens to the queue is tied to it then, too. */
    public static QueueSettings current() {
        return Holder.SETTINGS;
    }

    private static final class Holder {
        private static final QueueSettings SETTINGS = read();
    }

    private static QueueSettings read() {
        Config config = ConfigProvider.getConfig(QueueSettings.class.getClassLoader());
        return new QueueSettings(
                value(config, "server.queue").orElse(DEFAULT_QUEUE),
                value(config, "server.queue.driver").orElse(DEFAULT_DRIVER));
    }

    /** The queue of what could not be run. */
    public String dead() {
        return queue + DEAD;
    }

    private static Optional<String> value(Config config, String key) {
        return config.getOptionalValue(key, String.class).map(String::strip).filter(Predicate.not(String::isEmpty));
    }
}
