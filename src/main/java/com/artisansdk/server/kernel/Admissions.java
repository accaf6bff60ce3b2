package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.topic.Topic;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Lets clients into topics, if the topics' rules let them. On the loop.
 *
 * <p>A slow rule is asked off the loop, and much may have happened by the time it answers. A client that has closed or unsubscribed is
 * not let in any more. Where another rule stands by then, it is asked anew: an answer holds for the rule that gave it.
 */
final class Admissions {

    /** Slow rules that may be asked for one connection at a time: their threads are few. */
    static final int MOST_WAITING = 8;

    /** What a client wants to subscribe to, which may have yet to be made, and the rule that decides. */
    record Candidate(Topic topic, TopicRule rule) {}

    private record Waiting(String nameOrUuid, Candidate candidate, Promise<Admission> answer) {
        boolean isFor(String wanted) {
            return nameOrUuid.equals(wanted)
                    || candidate.topic().name().equals(wanted)
                    || candidate.topic().uuid().toString().equals(wanted);
        }
    }

    private final Manager manager;
    private final Topics topics;
    private final Map<UUID, List<Waiting>> waiting = new HashMap<>();

    Admissions(Manager manager, Topics topics) {
        this.manager = manager;
        this.topics = topics;
    }

    /**
     * Asks the rule, and subscribes the client if it may.
     *
     * @param refused told later what this method throws when the rule answers at once
     * @throws Rejection if there is no such topic, or the rule says no
     */
    void request(Connection connection, String nameOrUuid, Optional<Object> data, Consumer<Throwable> refused)
            throws Exception {
        Candidate candidate = topics.candidate(connection, nameOrUuid);
        SubscribeRequest request = SubscribeRequest.of(candidate.topic(), connection, data);
        TopicRule rule = candidate.rule();
        if (!rule.isSlow()) {
            settle(connection, nameOrUuid, candidate, rule.decide(request), data, refused);
            return;
        }
        List<Waiting> mine = waiting.computeIfAbsent(connection.id(), absent -> new ArrayList<>());
        if (mine.size() >= MOST_WAITING) {
            throw new Rejection(Fault.RATE_LIMITED, "Too many subscriptions at once: wait for an answer first.");
        }
        Waiting item = new Waiting(nameOrUuid, candidate, manager.promise(() -> rule.decide(request)));
        mine.add(item);
        item.answer()
                .unlessClosed(connection)
                .whenDone(admission -> {
                    forget(connection, item);
                    try {
                        settle(connection, nameOrUuid, candidate, admission, data, refused);
                    } catch (Exception failure) {
                        refused.accept(failure);
                    }
                })
                .whenFailed(failure -> {
                    forget(connection, item);
                    // Whoever has taken it back, or stops the server, wants no answer.
                    if (!(failure instanceof CancellationException)) {
                        refused.accept(failure);
                    }
                });
    }

    /** Takes back what a client has asked for and not been answered yet. False when there was no such thing. */
    boolean withdraw(Connection connection, String nameOrUuid) {
        List<Waiting> withdrawn = waiting.getOrDefault(connection.id(), List.of()).stream()
                .filter(item -> item.isFor(nameOrUuid))
                .toList();
        withdrawn.forEach(item -> item.answer().cancel());
        return !withdrawn.isEmpty();
    }

    /** A connection has closed: nobody waits for an answer any more. */
    void closed(Connection connection) {
        List<Waiting> mine = waiting.remove(connection.id());
        if (mine != null) {
            mine.forEach(item -> item.answer().cancel());
        }
    }

    private void settle(
            Connection connection,
            String nameOrUuid,
            Candidate asked,
            Admission admission,
            Optional<Object> data,
            Consumer<Throwable> refused)
            throws Exception {
        Candidate now = topics.candidate(connection, nameOrUuid);
        if (now.rule() != asked.rule()) {
            request(connection, nameOrUuid, data, refused);
        } else if (admission instanceof Admission.Granted granted) {
            // One that has yet to be made is made as the rule has seen it.
            topics.admit(connection, topics.has(now.topic()) ? now : asked, granted.kept());
        } else {
            throw Rejection.forbidden(((Admission.Denied) admission).why());
        }
    }

    private void forget(Connection connection, Waiting item) {
        waiting.computeIfPresent(connection.id(), (id, mine) -> {
            mine.remove(item);
            return mine.isEmpty() ? null : mine;
        });
    }
}
