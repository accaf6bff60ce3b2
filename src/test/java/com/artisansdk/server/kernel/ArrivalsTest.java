package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.client.Subscribe;
import com.artisansdk.server.message.server.UpdateConnections;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final SmallServer server = SmallServer.started();
    private final List<String> handled = new ArrayList<>();
    private final Intake intake = server.intake((connection, envelope) -> handled.add("after " + connections()));

    @Test
    void whoComesAloneIsLetInAtOnce() {
        Client alice = comes();
        server.pass(Arrivals.PACE);
        Client bob = comes();

        assertThat(alice.heardNames()).first().isEqualTo("ConnectionEstablished");
        assertThat(bob.heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
        assertThat(server.time().waiting()).isEqualTo(timersOfAQuietServer());
    }

    @Test
    void whoComesInARushIsLetInWithOthersAndShownTheSameRoster() {
        comes();
        Client bob = comes();
        Client carol = comes();
        assertThat(connections()).isEqualTo(1);

        server.pass(Arrivals.PACE);
        assertThat(connections()).isEqualTo(3);
        assertThat(bob.heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
        assertThat(carol.heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
        assertThat(carol.heard().get(1)).isEqualTo(bob.heard().get(1));
        assertThat(bob.heard(UpdateConnections.class).get(0).total()).isEqualTo(3);
    }

    @Test
    void theyAreLetInInTheOrderInWhichTheyCame() {
        List<UUID> came = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            came.add(comes().id());
        }
        server.pass(Arrivals.PACE);

        assertThat(server.ask(() -> server.manager().connections().all().stream()
                        .map(connection -> connection.id())
                        .toList()))
                .isEqualTo(came);
    }

    @Test
    void whoSaysSomethingIsLetInBefore() {
        comes();
        Client bob = comes();
        intake.received(bob.connection(), hello(), () -> {});
        server.settle();

        assertThat(handled).containsExactly("after 2");
        assertThat(bob.heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
    }

    @Test
    void whoIsGoneAgainBeforeWasHereAllTheSame() {
        comes();
        Client bob = comes();
        intake.closed(bob.connection());
        server.pass(Arrivals.PACE);

        assertThat(connections()).isEqualTo(1);
        assertThat(server.events()).contains(new ConnectionOpened(bob.id()), new ConnectionClosed(bob.id()));
    }

    @Test
    void whoCannotBeLetInKeepsOutNobodyElse() {
        SmallServer picky = new SmallServer(new Manager() {
            @Override
            public void open(Connection connection) {
                if (connection.resourceId() == 2) {
                    throw new IllegalArgumentException("not this one");
                }
                super.open(connection);
            }
        });
        picky.start();
        Intake entrance = picky.intake((connection, envelope) -> handled.add("heard"));
        try (LogLines log = LogLines.of(Arrivals.class)) {
            List<Client> all = Stream.generate(picky::connect).limit(4).toList();
            all.forEach(client -> entrance.opened(client.connection()));
            entrance.received(all.get(0).connection(), hello(), () -> {});
            picky.settle();

            assertThat(handled).containsExactly("heard");
            assertThat(all.get(3).heardNames()).first().isEqualTo("ConnectionEstablished");
            assertThat(log.lines())
                    .containsExactly("ERROR Letting in " + all.get(1).connection() + " failed.");
        }
    }

    @Test
    void whereEachChangeIsShownNobodyWaits() {
        server.with(new Policy(100, false, Duration.ZERO, 100, 1_000_000, true, Duration.ZERO, Optional.empty()));
        comes();
        comes();
        Client carol = comes();

        assertThat(connections()).isEqualTo(3);
        assertThat(carol.heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
    }

    @Test
    void whenTheServerGoesAwayWhoeverWaitsIsLetInToBeToldSo() {
        comes();
        Client bob = comes();
        server.onLoop(intake::letIn);

        assertThat(bob.heardNames()).first().isEqualTo("ConnectionEstablished");
    }

    private Envelope<Subscribe> hello() {
        return Envelope.of(
                new Subscribe("news", Optional.empty()), server.time().instant());
    }

    private Client comes() {
        Client client = server.connect();
        intake.opened(client.connection());
        server.settle();
        return client;
    }

    private int connections() {
        return server.loop().isCurrent()
                ? server.manager().connections().size()
                : server.ask(() -> server.manager().connections().size());
    }

    /** The sweeper's, the drain's, and the roster's, which ends its pause. */
    private static int timersOfAQuietServer() {
        return 3;
    }
}
