package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.server.MessageException;
import com.artisansdk.server.message.server.PromptForAuthentication;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IntakeTest {

    @NoProtection
    record Hello() implements ClientMessage {}

    private static final Envelope<Hello> HELLO = new Envelope<>(new Hello(), Optional.of("m-1"), Instant.EPOCH);

    private final SmallServer server = SmallServer.started();
    private final List<String> done = new ArrayList<>();
    private Protections gate = (connection, envelope) -> done.add("handled");
    private final Intake intake = server.intake((connection, envelope) -> gate.receive(connection, envelope));

    @Test
    void whoOpensIsCountedInAndGreeted() {
        Client alice = opens();

        assertThat(connections()).isEqualTo(1);
        assertThat(alice.heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
    }

    @Test
    void whoOpensWhenTheServerIsFullIsToldSoAndClosed() {
        server.with(new Policy(1, false, Duration.ZERO, 100, 1_000_000, true, Duration.ZERO, Optional.empty()));
        try (LogLines log = LogLines.of(Intake.class)) {
            opens();
            Client bob = opens();
            Client carol = opens();

            assertThat(connections()).isEqualTo(1);
            assertThat(bob.heard(MessageException.class))
                    .singleElement()
                    .satisfies(word -> assertThat(word.exception()).isEqualTo("ServerFull"));
            assertThat(bob.closes()).containsExactly(Disconnect.FULL);
            assertThat(carol.closes()).containsExactly(Disconnect.FULL);
            assertThat(log.lines()).singleElement().asString().contains("Raise server.max.connections");
        }
    }

    @Test
    void whoWasRefusedWasNeverHere() {
        server.with(new Policy(1, false, Duration.ZERO, 100, 1_000_000, true, Duration.ZERO, Optional.empty()));
        try (LogLines log = LogLines.of(Intake.class)) {
            Client alice = opens();
            alice.forget();
            closes(opens());

            assertThat(alice.heard()).isEmpty();
            assertThat(server.events())
                    .filteredOn(ConnectionClosed.class::isInstance)
                    .isEmpty();
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void aLimitOfZeroIsNone() {
        server.with(new Policy(0, false, Duration.ofDays(1), 0, 1_000_000, true, Duration.ZERO, Optional.empty()));
        for (int i = 0; i < 500; i++) {
            opens();
        }

        assertThat(connections()).isEqualTo(500);
    }

    @Test
    void whoOpensWhenTheServerIsStoppedIsAskedToComeBack() {
        server.onLoop(() -> server.manager().stop(Disconnect.RESTART));
        Client alice = opens();

        assertThat(alice.closes()).containsExactly(Disconnect.RESTART);
        says(alice);
        closes(alice);
        assertThat(done).containsExactly("done");
    }

    @Test
    void whatIsSaidPassesTheGate() {
        says(opens());

        assertThat(done).containsExactly("handled", "done");
    }

    @Test
    void whatTheGateRefusesIsPromptedFor() {
        gate = (connection, envelope) -> {
            throw new AuthorizationRequired("Hello");
        };
        Client alice = opens();
        says(alice);

        assertThat(alice.heard(PromptForAuthentication.class)).containsExactly(new PromptForAuthentication(HELLO));
        assertThat(alice.closes()).isEmpty();
        assertThat(done).containsExactly("done");
    }

    @Test
    void whatAHandlerRejectsIsAnsweredByItsReason() {
        gate = (connection, envelope) -> {
            throw Rejection.notFound("topic", "news");
        };
        Client alice = opens();
        says(alice);

        assertThat(alice.heard(MessageException.class))
                .containsExactly(new MessageException("NotFound", "There is no topic news.", 404, Optional.of("m-1")));
        assertThat(done).containsExactly("done");
    }

    @Test
    void whatAHandlerFailsAtIsTheServersFaultAndNothingMoreIsSaid() {
        gate = (connection, envelope) -> {
            throw new IllegalStateException("jdbc:secret");
        };
        try (LogLines log = LogLines.of(Manager.class)) {
            Client alice = opens();
            says(alice);

            assertThat(alice.heard(MessageException.class))
                    .containsExactly(new MessageException(
                            "ServerError",
                            "The server failed to handle Hello. It is not your fault.",
                            500,
                            Optional.of("m-1")));
            assertThat(alice.closes()).isEmpty();
            assertThat(log.lines()).hasSize(1);
            assertThat(done).containsExactly("done");
        }
    }

    @Test
    void whatIsSaidIsDoneWithEvenWhenAHandlerFailsBadly() {
        gate = (connection, envelope) -> {
            throw new AssertionError("worse");
        };
        try (LogLines log = LogLines.of(Loop.class)) {
            says(opens());

            assertThat(done).containsExactly("done");
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void aFaultThatEndsTheConnectionIsTheLastWord() {
        Client alice = opens();
        Client bob = opens();
        server.pass(Duration.ofSeconds(1));
        alice.forget();
        bob.forget();
        intake.refused(
                alice.connection(), new Refusal(Fault.MALFORMED_MESSAGE, "Not JSON.", Optional.empty()), this::done);
        intake.received(alice.connection(), HELLO, this::done);
        server.settle();

        assertThat(alice.heardNames()).containsExactly("MessageException");
        assertThat(alice.closes()).containsExactly(Disconnect.MALFORMED);
        assertThat(bob.heardNames()).containsExactly("UpdateConnections");
        assertThat(done).containsExactly("done", "done");
    }

    @Test
    void whoeverStartsItAConnectionIsCountedOutOnce() {
        Client alice = opens();
        intake.ended(alice.connection(), Disconnect.FLOODING);
        intake.ended(alice.connection(), Disconnect.TOO_BIG);
        server.settle();
        intake.closed(alice.connection());
        intake.closed(alice.connection());
        server.settle();

        assertThat(alice.closes()).containsExactly(Disconnect.FLOODING);
        assertThat(server.events())
                .filteredOn(ConnectionClosed.class::isInstance)
                .hasSize(1);
        assertThat(connections()).isZero();
    }

    @Test
    void whatHappensToOneConnectionHappensInTheOrderItCame() {
        Client alice = server.connect();
        intake.opened(alice.connection());
        intake.received(alice.connection(), HELLO, this::done);
        intake.closed(alice.connection());
        intake.received(alice.connection(), HELLO, this::done);
        server.settle();

        assertThat(done).containsExactly("handled", "done", "done");
        assertThat(connections()).isZero();
    }

    private Client opens() {
        Client client = server.connect();
        intake.opened(client.connection());
        server.pass(Arrivals.PACE);
        return client;
    }

    private void says(Client client) {
        intake.received(client.connection(), HELLO, this::done);
        server.settle();
    }

    private void closes(Client client) {
        intake.closed(client.connection());
        server.settle();
    }

    private void done() {
        done.add("done");
    }

    private int connections() {
        return server.ask(() -> server.manager().connections().size());
    }
}
