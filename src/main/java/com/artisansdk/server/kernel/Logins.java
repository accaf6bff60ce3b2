package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.server.ConnectionAuthenticated;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes admins of those who know the password. Passwords are checked off the loop; those of one connection one after the other, so that
 * it hears the answers in the order it asked. On the loop.
 */
final class Logins {

    /** Passwords of one connection that may wait for their turn. */
    static final int MAX_WAITING = 8;

    private record Attempt(Connection connection, Envelope<?> envelope, String password) {
        @Override
        public String toString() {
            return "Attempt[" + connection + "]";
        }
    }

    private final Manager manager;
    private final Platform platform;
    private final Map<UUID, Deque<Attempt>> waiting = new HashMap<>();

    Logins(Manager manager, Platform platform) {
        this.manager = manager;
        this.platform = platform;
    }

    /** Starts to check a password, now or after those before it. */
    void begin(Connection connection, Envelope<?> envelope, String password) {
        Attempt attempt = new Attempt(connection, envelope, password);
        Deque<Attempt> underWay = waiting.get(connection.id());
        if (underWay == null) {
            waiting.put(connection.id(), new ArrayDeque<>());
            check(attempt);
        } else if (underWay.size() < MAX_WAITING) {
            underWay.add(attempt);
        } else {
            refuse(attempt, "Too many passwords at once: wait for the answer to one before the next.");
        }
    }

    private void check(Attempt attempt) {
        try {
            platform.login()
                    .login(attempt.connection(), attempt.password())
                    .whenComplete((outcome, failure) -> settle(attempt, outcome, failure));
        } catch (RuntimeException broken) {
            settle(attempt, null, broken);
        }
    }

    private void settle(Attempt attempt, AdminLogin.@Nullable Outcome outcome, @Nullable Throwable failure) {
        platform.loop().execute("Authenticate", () -> checked(attempt, outcome, failure));
    }

    private void checked(Attempt attempt, AdminLogin.@Nullable Outcome outcome, @Nullable Throwable failure) {
        UUID id = attempt.connection().id();
        try {
            if (attempt.connection().isOpen()) {
                answer(attempt, outcome, failure);
            }
        } finally {
            Deque<Attempt> behind = waiting.getOrDefault(id, new ArrayDeque<>());
            Attempt next = behind.poll();
            if (next == null || !next.connection().isOpen()) {
                waiting.remove(id);
            } else {
                check(next);
            }
        }
    }

    private void answer(Attempt attempt, AdminLogin.@Nullable Outcome outcome, @Nullable Throwable failure) {
        Connection connection = attempt.connection();
        if (outcome == null) {
            Throwable cause = failure == null ? new IllegalStateException("a login without an outcome") : failure;
            manager.error(connection, attempt.envelope(), cause);
            return;
        }
        switch (outcome) {
            case GRANTED -> {
                connection.grantAdmin();
                manager.send(connection, new ConnectionAuthenticated(View.FULL.of(connection)));
                manager.roster().show(connection);
            }
            case DENIED -> manager.prompt(connection, attempt.envelope());
            case THROTTLED -> refuse(attempt, "Too many wrong passwords: wait a minute before the next one.");
        }
    }

    private void refuse(Attempt attempt, String why) {
        manager.refuse(
                attempt.connection(),
                new Refusal(Fault.RATE_LIMITED, why, attempt.envelope().id()));
    }
}
