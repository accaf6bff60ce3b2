package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Which commands answer which messages. On the loop. */
public final class Listeners {

    private static final Logger LOG = System.getLogger(Listeners.class.getName());

    private record Entry<M extends ClientMessage>(
            Listener owner,
            Class<M> type,
            Class<? extends Command> kind,
            Function<Received<M>, ? extends Command> answer) {

        Command answer(Connection from, Envelope<?> envelope) {
            M message = type.cast(envelope.message());
            return answer.apply(new Received<>(from, new Envelope<>(message, envelope.id(), envelope.received())));
        }
    }

    private final Map<Class<?>, List<Entry<?>>> entries = new LinkedHashMap<>();

    <M extends ClientMessage> void add(
            Listener owner,
            Class<M> type,
            Class<? extends Command> kind,
            Function<Received<M>, ? extends Command> answer) {
        entries.computeIfAbsent(type, absent -> new ArrayList<>()).add(new Entry<>(owner, type, kind, answer));
    }

    /** Who listens to a message, in the order they answer. */
    public List<Listener> listeningTo(Class<? extends ClientMessage> type) {
        return entries.getOrDefault(type, List.of()).stream()
                .<Listener>map(Entry::owner)
                .distinct()
                .toList();
    }

    /** Who answers with a kind of command, as far as they have said so when they began to listen. */
    public List<Listener> answeringWith(Class<? extends Command> kind) {
        return entries.values().stream()
                .flatMap(List::stream)
                .filter(entry -> kind.isAssignableFrom(entry.kind()))
                .<Listener>map(Entry::owner)
                .distinct()
                .toList();
    }

    /** Forgets everything a listener listens to. */
    public void unregister(Listener listener) {
        entries.values().forEach(list -> list.removeIf(entry -> entry.owner() == listener));
    }

    /** Forgets everyone who listens to a message. */
    public void silence(Class<? extends ClientMessage> type) {
        entries.remove(type);
    }

    /**
     * Runs the answers of all who listen, in the order they were added. One that fails is logged by name, and the next one runs;
     * the first failure is thrown in the end. One that rejects the message ends the matter.
     */
    void hear(Connection from, Envelope<?> envelope, Manager manager) throws Exception {
        Exception failed = null;
        for (Entry<?> entry :
                List.copyOf(entries.getOrDefault(envelope.message().getClass(), List.of()))) {
            try {
                manager.run(entry.answer(from, envelope));
            } catch (Rejection | AuthorizationRequired answer) {
                throw answer;
            } catch (Exception | LinkageError | AssertionError failure) {
                // A class that is missing, say, is found out only here.
                LOG.log(
                        Level.ERROR,
                        "Listener " + entry.owner().getClass().getName() + " failed to answer "
                                + envelope.message().messageName() + ".",
                        failure);
                failed = failed == null ? new ListenerFailed(failure) : failed;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** A failure that has been logged where it happened. */
    static final class ListenerFailed extends Exception {
        private static final long serialVersionUID = 1L;

        ListenerFailed(Throwable cause) {
            super(cause);
        }
    }
}
