package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenersTest {

    @NoProtection
    record Hello(String name) implements ClientMessage {}

    @NoProtection
    record Goodbye() implements ClientMessage {}

    @NoProtection
    record Shout(List<String> heard) implements SelfHandling {
        @Override
        public void handle(Connection from, Manager manager) {
            heard.add("itself");
        }
    }

    private final SmallServer server = SmallServer.started();
    private final Client alice = server.open();
    private final List<String> heard = new ArrayList<>();

    @Test
    void answersInTheOrderTheListenersWereAdded() {
        add(new Answering("first"));
        add(new Answering("second"));
        says(new Hello("Alice"));

        assertThat(heard).containsExactly("first Alice", "second Alice");
    }

    @Test
    void aMessageThatNobodyListensToIsNoError() {
        add(new Answering("first"));
        says(new Goodbye());

        assertThat(heard).isEmpty();
    }

    @Test
    void aListenerKnowsWhoSaidItAndHow() {
        add(new Listener() {
            @Override
            protected void boot() {
                hear(Hello.class, said -> {
                    heard.add(said.connection() + " " + said.envelope().id().orElse("") + " "
                            + said.message().name());
                    return Command.NOTHING;
                });
            }
        });
        Envelope<Hello> envelope = new Envelope<>(new Hello("Alice"), Optional.of("m1"), Instant.EPOCH);
        server.onLoop(() -> server.manager().receive(alice.connection(), envelope));

        assertThat(heard).containsExactly("connection " + alice.id() + " m1 Alice");
    }

    @Test
    void aMessageThatHandlesItselfDoesSoBeforeAnyListenerHears() {
        add(new Listener() {
            @Override
            protected void boot() {
                listen(Shout.class, shout -> manager -> heard.add("listener"));
            }
        });
        says(new Shout(heard));

        assertThat(heard).containsExactly("itself", "listener");
    }

    @Test
    void oneThatFailsIsLoggedByNameAndTheNextOneRuns() {
        try (LogLines log = LogLines.of(Listeners.class)) {
            add(new Failing(new IllegalStateException("no voice")));
            add(new Answering("next"));

            assertThatThrownBy(() -> says(new Hello("Alice"))).hasRootCauseMessage("no voice");
            assertThat(heard).containsExactly("next Alice");
            assertThat(log.lines())
                    .containsExactly("ERROR Listener " + Failing.class.getName() + " failed to answer Hello.");
        }
    }

    @Test
    void theFirstOfSeveralFailuresIsThrownInTheEnd() {
        try (LogLines log = LogLines.of(Listeners.class)) {
            add(new Failing(new IllegalStateException("one")));
            add(new Failing(new IllegalStateException("two")));

            assertThatThrownBy(() -> says(new Hello("Alice"))).hasRootCauseMessage("one");
            assertThat(log.lines()).hasSize(2);
        }
    }

    @Test
    void aRejectionEndsTheMatterAndIsNoAccident() {
        try (LogLines log = LogLines.of(Listeners.class)) {
            add(new Failing(Rejection.forbidden("Not on Sundays.")));
            add(new Answering("next"));

            assertThatThrownBy(() -> says(new Hello("Alice"))).isInstanceOf(Rejection.class);
            assertThat(heard).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void aWantOfProtectionEndsTheMatterToo() {
        try (LogLines log = LogLines.of(Listeners.class)) {
            add(new Failing(new AuthorizationRequired("singing")));
            add(new Answering("next"));

            assertThatThrownBy(() -> says(new Hello("Alice"))).isInstanceOf(AuthorizationRequired.class);
            assertThat(heard).isEmpty();
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void anUnregisteredListenerHearsNothingMore() {
        Listener first = new Answering("first");
        add(first);
        add(new Answering("second"));
        server.onLoop(() -> server.manager().listeners().unregister(first));
        says(new Hello("Alice"));

        assertThat(heard).containsExactly("second Alice");
    }

    @Test
    void aSilencedMessageIsHeardByNobodyUntilSomebodyListensAnew() {
        add(new Answering("first"));
        server.onLoop(() -> server.manager().listeners().silence(Hello.class));
        says(new Hello("Alice"));
        assertThat(heard).isEmpty();

        add(new Answering("later"));
        says(new Hello("Bob"));
        assertThat(heard).containsExactly("later Bob");
    }

    @Test
    void aListenerMayUnregisterWhileItAnswers() {
        add(new Listener() {
            @Override
            protected void boot() {
                listen(Hello.class, hello -> manager -> {
                    heard.add("once");
                    manager.listeners().unregister(this);
                });
            }
        });
        add(new Answering("always"));
        says(new Hello("Alice"));
        says(new Hello("Bob"));

        assertThat(heard).containsExactly("once", "always Alice", "always Bob");
    }

    @Test
    void aListenerThatListensBeforeItIsAddedIsToldHow() {
        Answering early = new Answering("early");

        assertThatIllegalStateException()
                .isThrownBy(early::boot)
                .withMessageContaining("call manager.listener(...) first");
    }

    private void add(Listener listener) {
        server.onLoop(() -> server.manager().listener(listener));
    }

    private void says(ClientMessage message) {
        server.onLoop(() -> server.manager().receive(alice.connection(), Envelope.of(message, Instant.EPOCH)));
    }

    private final class Answering extends Listener {
        private final String name;

        Answering(String name) {
            this.name = name;
        }

        @Override
        protected void boot() {
            listen(Hello.class, hello -> manager -> heard.add(name + " " + hello.name()));
        }
    }

    private static final class Failing extends Listener {
        private final RuntimeException failure;

        Failing(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        protected void boot() {
            listen(Hello.class, hello -> manager -> {
                throw failure;
            });
        }
    }
}
