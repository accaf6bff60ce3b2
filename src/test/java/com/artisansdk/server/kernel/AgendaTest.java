package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands for later: the loop's next turn, or a while. */
class AgendaTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SmallServer server = SmallServer.started();
    private final List<String> ran = new ArrayList<>();

    private record Say(List<String> to, String text) implements Command {
        @Override
        public void run(Manager manager) {
            to.add(text);
        }
    }

    @Test
    void nextRunsOnceOnTheNextTurnInTheOrderGiven() {
        server.onLoop(() -> {
            server.manager().next(say("a"));
            server.manager().next(say("b"));
            server.manager().next(say("a"));
            assertThat(ran).isEmpty();
        });
        assertThat(ran).containsExactly("a", "b", "a");

        server.onLoop(() -> server.manager().next(say("c")));
        assertThat(ran).as("nothing runs again").containsExactly("a", "b", "a", "c");
    }

    @Test
    void nextFromInsideANextRunsBehindThoseThatWaitAlready() {
        server.onLoop(() -> {
            server.manager().next(manager -> {
                ran.add("a");
                manager.next(say("c"));
                ran.add("a ends");
            });
            server.manager().next(say("b"));
        });

        assertThat(ran).containsExactly("a", "a ends", "b", "c");
    }

    @Test
    void whatIsOnTheLoopAlreadyComesBefore() {
        server.onLoop(() -> {
            server.loop().execute(() -> ran.add("before"));
            server.manager().next(say("next"));
            server.loop().execute(() -> ran.add("after"));
        });

        assertThat(ran).containsExactly("before", "next", "after");
    }

    @Test
    void delayRunsOnceWhenItsTimeHasCome() {
        server.onLoop(() -> server.manager().delay(SECOND, say("late")));
        server.pass(Duration.ofMillis(999));
        assertThat(ran).isEmpty();

        server.pass(Duration.ofMillis(1));
        assertThat(ran).containsExactly("late");
        server.pass(Duration.ofHours(1));
        assertThat(ran).containsExactly("late");
    }

    @Test
    void theShorterDelayComesFirst() {
        server.onLoop(() -> {
            server.manager().delay(SECOND.multipliedBy(2), say("second"));
            server.manager().delay(SECOND, say("first"));
        });
        server.pass(SECOND.multipliedBy(2));

        assertThat(ran).containsExactly("first", "second");
    }

    @Test
    void whatIsAbortedByItsHandleDoesNotRun() {
        server.onLoop(() -> {
            Pending next = server.manager().next(say("next"));
            Pending delayed = server.manager().delay(SECOND, say("delayed"));
            assertThat(server.manager().abort(next)).isTrue();
            assertThat(server.manager().abort(delayed)).isTrue();
            assertThat(server.manager().abort(next)).as("a second time").isFalse();
            assertThat(next.isOver()).isTrue();
        });
        server.pass(SECOND);

        assertThat(ran).isEmpty();
    }

    @Test
    void whatIsDueAlreadyCanStillBeAborted() {
        server.onLoop(() -> {
            Pending delayed = server.manager().delay(SECOND, say("delayed"));
            server.time().advance(SECOND);
            // Its task waits on the loop by now, behind this one.
            assertThat(server.manager().abort(delayed)).isTrue();
        });

        assertThat(ran).isEmpty();
    }

    @Test
    void whatHasRunCannotBeAborted() {
        Pending next = server.ask(() -> server.manager().next(say("next")));

        assertThat(server.ask(() -> server.manager().abort(next))).isFalse();
        assertThat(next.isOver()).isTrue();
        assertThat(next.command()).isEqualTo(say("next"));
    }

    @Test
    void everyEqualCommandIsAbortedAndNoOther() {
        server.onLoop(() -> {
            server.manager().next(say("a"));
            server.manager().delay(SECOND, say("a"));
            server.manager().next(say("b"));
            assertThat(server.manager().abort(say("a"))).isTrue();
            assertThat(server.manager().abort(say("a"))).isFalse();
            assertThat(server.manager().abort(say("c"))).isFalse();
        });
        server.pass(SECOND);

        assertThat(ran).containsExactly("b");
    }

    @Test
    void aCommandMayAbortTheOneBehindIt() {
        server.onLoop(() -> {
            Pending[] second = new Pending[1];
            server.manager().next(manager -> manager.abort(second[0]));
            second[0] = server.manager().next(say("second"));
            server.manager().next(say("third"));
        });

        assertThat(ran).containsExactly("third");
    }

    @Test
    void aCommandCannotAbortItselfWhileItRuns() {
        server.onLoop(() -> {
            Pending[] self = new Pending[1];
            self[0] = server.manager().next(manager -> ran.add("aborted: " + manager.abort(self[0])));
        });

        assertThat(ran).containsExactly("aborted: false");
    }

    @Test
    void oneThatFailsIsLoggedByNameAndTheNextRuns() {
        Command failing = manager -> {
            throw new IOException("disk");
        };
        try (LogLines log = LogLines.of(Agenda.class)) {
            server.onLoop(() -> {
                server.manager().next(failing);
                server.manager().next(say("next"));
            });
            assertThat(log.lines())
                    .containsExactly("ERROR Command " + failing.getClass().getName() + " failed.");
        }

        assertThat(ran).containsExactly("next");
    }

    @Test
    void aRestartDropsWhatHasNotRun() {
        server.onLoop(() -> {
            server.manager().next(say("next"));
            server.manager().delay(SECOND, say("delayed"));
            server.manager().restart();
        });
        server.pass(SECOND);

        assertThat(ran).isEmpty();
    }

    @Test
    void whatAConnectionsEndPutsOffIsDroppedByARestartToo() {
        SmallServer careful = new SmallServer(new Manager() {
            @Override
            public void fire(Object event) {
                super.fire(event);
                if (event instanceof ConnectionClosed) {
                    delay(SECOND, say("in the next boot"));
                }
            }
        });
        careful.start();
        careful.open();
        careful.onLoop(() -> careful.manager().restart());
        careful.pass(SECOND);

        assertThat(ran).isEmpty();
    }

    @Test
    void nothingIsRememberedOfWhatIsOver() {
        int before = server.time().waiting();
        server.onLoop(() -> {
            for (int i = 0; i < 100; i++) {
                Pending pending = server.manager().delay(SECOND, say("x"));
                server.manager().abort(pending);
            }
        });

        assertThat(server.time().waiting()).isEqualTo(before);
    }

    private Say say(String text) {
        return new Say(ran, text);
    }
}
