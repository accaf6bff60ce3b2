package com.artisansdk.server.worker;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Remembers which messages ran last, the last {@value #KEPT}. A broker that is killed forgets the acknowledgements that it had not
 * written yet, some hundreds at most, and delivers these messages again when it returns. From any thread.
 *
 * <p>Only messages whose identity is a UUID, as Artemis makes it. Others may have theirs from a sender that uses it twice.
 */
@ApplicationScoped
public class Ran {

    static final int KEPT = 16_384;

    private static final Pattern UNIQUE = Pattern.compile("ID:(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})");

    // Not this: the container's proxy would have a monitor of its own.
    private final Object monitor = new Object();
    private final Set<UUID> ids = new LinkedHashSet<>();

    /** For the container, which makes the instance. */
    public Ran() {}

    /** Whether a message is one of those. */
    boolean contains(Message message) throws JMSException {
        Optional<UUID> id = identity(message);
        synchronized (monitor) {
            return id.isPresent() && ids.contains(id.get());
        }
    }

    /** Remembers one, and forgets the oldest. */
    void add(Message message) throws JMSException {
        Optional<UUID> id = identity(message);
        synchronized (monitor) {
            if (id.isPresent() && ids.add(id.get()) && ids.size() > KEPT) {
                ids.remove(ids.iterator().next());
            }
        }
    }

    private static Optional<UUID> identity(Message message) throws JMSException {
        String id = message.getJMSMessageID();
        Matcher unique = UNIQUE.matcher(id == null ? "" : id);
        return unique.matches() ? Optional.of(UUID.fromString(unique.group(1))) : Optional.empty();
    }
}
