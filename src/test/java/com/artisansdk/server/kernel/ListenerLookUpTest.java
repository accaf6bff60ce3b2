package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.command.StopServerCommand;
import com.artisansdk.server.listener.ServerListener;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.client.StopServer;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Finding listeners, by what they hear and by what they answer; and listeners that are a line each. */
class ListenerLookUpTest {

    @NoProtection
    record Hello(String name) implements ClientMessage {}

    @NoProtection
    record Goodbye() implements ClientMessage {}

    record Greet(String name) implements Command {
        @Override
        public void run(Manager manager) {}
    }

    private final SmallServer server = SmallServer.started();
    private final Client alice = server.open();
    private final List<String> heard = new ArrayList<>();

    private final Listener greeter = new Listener() {
        @Override
        protected void boot() {
            listen(Hello.class, Greet.class, hello -> new Greet(hello.name()));
            listen(Goodbye.class, Greet.class, goodbye -> new Greet("again"));
        }
    };

    @Test
    void listenersAreFoundByMessageInTheOrderTheyAnswer() {
        Listener later = listens("later");
        server.onLoop(() -> {
            server.manager().listener(greeter);
            server.manager().listener(later);
        });

        assertThat(server.ask(() -> server.manager().listeners().listeningTo(Hello.class)))
                .containsExactly(greeter, later);
        assertThat(server.ask(() -> server.manager().listeners().listeningTo(Goodbye.class)))
                .containsExactly(greeter);
        assertThat(server.ask(() -> server.manager().listeners().listeningTo(StopServer.class)))
                .isEmpty();
    }

    @Test
    void listenersAreFoundByTheCommandTheySayTheyAnswerWith() {
        server.onLoop(() -> {
            server.manager().listener(greeter);
            server.manager().listener(listens("unsaid"));
        });

        assertThat(server.ask(() -> server.manager().listeners().answeringWith(Greet.class)))
                .containsExactly(greeter);
        assertThat(server.ask(() -> server.manager().listeners().answeringWith(StopServerCommand.class)))
                .isEmpty();
    }

    @Test
    void anyCommandIsAnsweredByEverybody() {
        Listener other = new ServerListener();
        server.onLoop(() -> {
            server.manager().listener(greeter);
            server.manager().listener(other);
        });

        assertThat(server.ask(() -> server.manager().listeners().answeringWith(Command.class)))
                .containsExactly(greeter, other);
    }

    @Test
    void whoIsFoundCanBeUnregistered() {
        server.onLoop(() -> {
            server.manager().listener(greeter);
            Listeners listeners = server.manager().listeners();
            listeners.answeringWith(Greet.class).forEach(listeners::unregister);
            assertThat(listeners.listeningTo(Hello.class)).isEmpty();
            assertThat(listeners.listeningTo(Goodbye.class)).isEmpty();
            assertThat(listeners.answeringWith(Greet.class)).isEmpty();
        });
    }

    @Test
    void aSilencedMessageIsListenedToByNobody() {
        server.onLoop(() -> {
            server.manager().listener(greeter);
            server.manager().listeners().silence(Hello.class);
            assertThat(server.manager().listeners().listeningTo(Hello.class)).isEmpty();
            assertThat(server.manager().listeners().listeningTo(Goodbye.class)).containsExactly(greeter);
        });
    }

    @Test
    void aListenerMayBeALine() {
        Listener line = server.ask(() ->
                server.manager().listen(Hello.class, hello -> manager -> heard.add("hello " + hello.name())));
        says(new Hello("Ada"));
        assertThat(heard).containsExactly("hello Ada");
        assertThat(server.ask(() -> server.manager().listeners().listeningTo(Hello.class)))
                .containsExactly(line);

        server.onLoop(() -> server.manager().listeners().unregister(line));
        says(new Hello("Bob"));
        assertThat(heard).containsExactly("hello Ada");
    }

    @Test
    void aLineMayKnowWhoSpeaks() {
        server.onLoop(() -> server.manager()
                .hear(
                        Hello.class,
                        said -> manager -> heard.add(
                                said.connection() + " " + said.message().name())));
        says(new Hello("Ada"));

        assertThat(heard).containsExactly(alice.connection() + " Ada");
    }

    @Test
    void oneThatFailsByAnErrorIsLoggedByNameAndTheNextOneRuns() {
        Listener broken = new Listener() {
            @Override
            protected void boot() {
                listen(Hello.class, hello -> manager -> {
                    throw new NoClassDefFoundError("Missing");
                });
            }
        };
        Listener next = listens("next");
        server.onLoop(() -> {
            server.manager().listener(broken);
            server.manager().listener(next);
        });
        try (LogLines log = LogLines.of(Listeners.class)) {
            assertThatThrownBy(() -> says(new Hello("Ada"))).hasRootCauseInstanceOf(NoClassDefFoundError.class);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains(broken.getClass().getName());
        }

        assertThat(heard).containsExactly("next");
    }

    @Test
    void aRestartForgetsAllButThoseThatBootAdds() {
        server.onLoop(() -> {
            server.manager().listener(greeter);
            server.manager().restart();
        });

        assertThat(server.ask(() -> server.manager().listeners().listeningTo(Hello.class)))
                .isEmpty();
    }

    private Listener listens(String name) {
        return new Listener() {
            @Override
            protected void boot() {
                listen(Hello.class, hello -> manager -> heard.add(name));
            }
        };
    }

    private void says(ClientMessage message) {
        server.onLoop(() -> server.manager().receive(alice.connection(), Envelope.of(message, Instant.EPOCH)));
    }
}
