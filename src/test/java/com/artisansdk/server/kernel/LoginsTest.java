package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.kernel.AdminLogin.Outcome;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.client.Authenticate;
import com.artisansdk.server.message.server.MessageException;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoginsTest {

    private final List<String> asked = new ArrayList<>();
    private final Deque<CompletableFuture<Outcome>> underWay = new ArrayDeque<>();
    private final SmallServer server = SmallServer.started().with((connection, password) -> {
        asked.add(password);
        CompletableFuture<Outcome> answer = new CompletableFuture<>();
        underWay.add(answer);
        return answer;
    });
    private final Client alice = server.open();

    @BeforeEach
    void theGreetingIsOver() {
        alice.forget();
    }

    @Test
    void whoKnowsThePasswordIsAdminAndSeesAtOnceWhatAdminsSee() {
        tries("right");
        answers(Outcome.GRANTED);

        assertThat(alice.heardNames()).containsExactly("ConnectionAuthenticated", "UpdateConnections");
        assertThat(alice.connection().isAdmin()).isTrue();
    }

    @Test
    void whoDoesNotIsPrompted() {
        tries("wrong");
        answers(Outcome.DENIED);

        assertThat(alice.heardNames()).containsExactly("PromptForAuthentication");
        assertThat(alice.connection().isAdmin()).isFalse();
    }

    @Test
    void aWrongPasswordLaterDoesNotTakeAdminAway() {
        tries("right");
        answers(Outcome.GRANTED);
        tries("wrong");
        answers(Outcome.DENIED);

        assertThat(alice.connection().isAdmin()).isTrue();
    }

    @Test
    void nobodyHearsAnythingBeforeThePasswordIsChecked() {
        tries("right");

        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void passwordsOfOneConnectionAreCheckedOneAfterTheOther() {
        tries("first");
        tries("second");
        assertThat(asked).containsExactly("first");

        answers(Outcome.DENIED);
        assertThat(asked).containsExactly("first", "second");
        answers(Outcome.GRANTED);
        assertThat(alice.heardNames())
                .containsExactly("PromptForAuthentication", "ConnectionAuthenticated", "UpdateConnections");
    }

    @Test
    void oneConnectionDoesNotWaitForAnother() {
        Client bob = server.open();
        tries("alice's");
        tries(bob, "bob's");

        assertThat(asked).containsExactly("alice's", "bob's");
    }

    @Test
    void tooManyAtOnceAreRefused() {
        for (int i = 0; i < Logins.MAX_WAITING + 2; i++) {
            tries("guess " + i);
        }

        assertThat(alice.heard(MessageException.class))
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.exception()).isEqualTo("RateLimited"));
    }

    @Test
    void tooManyWrongOnesAreRefused() {
        tries("guess");
        answers(Outcome.THROTTLED);

        assertThat(alice.heard(MessageException.class))
                .containsExactly(new MessageException(
                        "RateLimited",
                        "Too many wrong passwords: wait a minute before the next one.",
                        429,
                        Optional.of("m-1")));
    }

    @Test
    void whoHasClosedMeanwhileBecomesNothing() {
        tries("right");
        tries("again");
        server.close(alice);
        answers(Outcome.GRANTED);

        assertThat(alice.connection().isAdmin()).isFalse();
        assertThat(alice.heard()).isEmpty();
        assertThat(asked).containsExactly("right");
    }

    @Test
    void whoseServerHasRestartedMeanwhileBecomesNothing() {
        tries("right");
        server.onLoop(() -> server.manager().restart());
        answers(Outcome.GRANTED);

        assertThat(alice.connection().isAdmin()).isFalse();
        assertThat(alice.closes()).containsExactly(Disconnect.RESTART);
    }

    @Test
    void aLoginThatBreaksIsTheServersFaultAndTheNextOneIsChecked() {
        try (LogLines log = LogLines.of(Manager.class)) {
            tries("first");
            tries("second");
            underWay.remove().completeExceptionally(new IllegalStateException("the directory is away"));
            server.settle();
            answers(Outcome.GRANTED);

            assertThat(alice.heardNames())
                    .containsExactly("MessageException", "ConnectionAuthenticated", "UpdateConnections");
            assertThat(alice.heard(MessageException.class).get(0).message()).doesNotContain("directory");
            assertThat(log.lines()).hasSize(1);
        }
    }

    private void tries(String password) {
        tries(alice, password);
    }

    private void tries(Client client, String password) {
        Envelope<?> envelope = new Envelope<>(new Authenticate(password), Optional.of("m-1"), Instant.EPOCH);
        server.onLoop(() -> server.manager().authenticate(client.connection(), envelope, password));
    }

    private void answers(Outcome outcome) {
        underWay.remove().complete(outcome);
        server.settle();
    }
}
