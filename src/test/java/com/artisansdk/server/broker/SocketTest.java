package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.config.Settings;
import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Traffic;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.client.JoinAsPlayer;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.protocol.Languages;
import com.artisansdk.server.testing.RecordingWire;
import com.artisansdk.server.testing.SmallServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SocketTest {

    @NoProtection
    record Hello() implements ClientMessage {}

    private static final String HELLO = "{\"name\": \"Hello\"}";

    private final SmallServer server = SmallServer.started();
    private final Map<String, String> set = new HashMap<>();
    private final List<Envelope<?>> received = new ArrayList<>();
    private final List<Connection> from = new ArrayList<>();
    private final RecordingWire wire = RecordingWire.inline();
    private final Socket.Factory sockets = new Socket.Factory(
            server.intake((connection, envelope) -> {
                from.add(connection);
                received.add(envelope);
            }),
            Languages.json(List.of(Hello.class, JoinAsPlayer.class)),
            server.loop(),
            server.time(),
            Lanes.over(List.of(Runnable::run), server.time()),
            new Traffic(),
            new Settings(key -> Optional.ofNullable(set.get(key))));

    @Test
    void whoeverOpensIsGreeted() {
        open();

        assertThat(texts()).hasSize(2);
        assertThat(texts().get(0)).contains("\"ConnectionEstablished\"", "\"ip_address\":\"192.0.2.1\"");
        assertThat(texts().get(1)).contains("\"UpdateConnections\"");
    }

    @Test
    void everyConnectionHasANumberOfItsOwn() {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            says(open(), HELLO);
        }
        from.forEach(connection -> numbers.add(connection.resourceId()));

        assertThat(numbers).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aFrameIsHandedOnWithWhoSaidItAndWhen() {
        Socket socket = open();
        server.pass(Duration.ofSeconds(1));
        says(socket, "{\"name\": \"Hello\", \"id\": \"m-1\"}");

        assertThat(received)
                .containsExactly(new Envelope<>(
                        new Hello(), Optional.of("m-1"), server.time().instant()));
        assertThat(from.get(0).address()).isEqualTo("192.0.2.1");
    }

    @Test
    void aFrameOfExactlyTheLimitIsTaken() {
        set.put("server.message.max", "100");
        says(open(), HELLO + " ".repeat(100 - HELLO.length()));

        assertThat(received).hasSize(1);
    }

    @Test
    void aFrameOverTheLimitClosesWith1009() {
        set.put("server.message.max", "100");
        says(open(), HELLO + " ".repeat(101 - HELLO.length()));

        assertThat(received).isEmpty();
        assertThat(wire.closes()).containsExactly(Disconnect.TOO_BIG);
    }

    @Test
    void theLimitIsOneOfBytesNotOfCharacters() {
        set.put("server.message.max", "100");
        says(open(), "{\"name\": \"Hello\", \"x\": \"" + "€".repeat(30) + "\"}");

        assertThat(received).isEmpty();
        assertThat(wire.closes()).containsExactly(Disconnect.TOO_BIG);
    }

    @Test
    void aFrameThatComesInPartsIsOneFrame() {
        Socket socket = open();
        for (String part : HELLO.split("", -1)) {
            socket.text(part, false);
        }
        server.settle();
        assertThat(received).isEmpty();

        socket.text("", true);
        socket.text(HELLO, true);
        server.settle();
        assertThat(received).hasSize(2);
    }

    @Test
    void theEndOfAFrameThatIsTooBigAlreadyIsNotWaitedFor() {
        set.put("server.message.max", "100");
        Socket socket = open();
        socket.text(" ".repeat(60), false);
        server.settle();
        assertThat(wire.closes()).isEmpty();

        socket.text(" ".repeat(60), false);
        server.settle();
        assertThat(wire.closes()).containsExactly(Disconnect.TOO_BIG);

        socket.text(HELLO, true);
        server.settle();
        assertThat(received).isEmpty();
    }

    @Test
    void aBinaryFrameClosesWith1003() {
        Socket socket = open();
        socket.binary();
        server.settle();

        assertThat(wire.closes()).containsExactly(Disconnect.BINARY);
    }

    @Test
    void framesOverTheRateAreRefusedUndecodedAndTheClientIsTold() {
        set.put("server.rate.limit", "1");
        Socket socket = open();
        wire.forget();
        for (int i = 0; i < 7; i++) {
            says(socket, HELLO);
        }
        says(socket, "this is not even JSON");

        assertThat(received).hasSize(5);
        assertThat(texts()).hasSize(3).allMatch(text -> text.contains("\"RateLimited\""));
        assertThat(wire.closes()).isEmpty();
    }

    @Test
    void aFloodClosesWith1008() {
        set.put("server.rate.limit", "1");
        Socket socket = open();
        for (int i = 0; i < 5 + Inflow.MAX_REFUSALS; i++) {
            says(socket, HELLO);
        }
        assertThat(wire.closes()).isEmpty();

        says(socket, HELLO);
        assertThat(wire.closes()).containsExactly(Disconnect.FLOODING);
    }

    @Test
    void framesThatWaitForTheLoopAreBounded() {
        set.put("server.rate.limit", "0");
        Socket socket = open();
        for (int i = 0; i < Inflow.MAX_UNDONE + 10; i++) {
            socket.text(HELLO);
        }
        server.settle();

        assertThat(received).hasSize(Inflow.MAX_UNDONE);
    }

    @Test
    void whatWasHandledMakesRoomHoweverItWent() {
        set.put("server.rate.limit", "0");
        Socket socket = open();
        for (int i = 0; i < Inflow.MAX_UNDONE * 3; i++) {
            says(socket, i % 2 == 0 ? "{\"name\": \"Nope\"}" : HELLO);
        }

        assertThat(received).hasSize(Inflow.MAX_UNDONE * 3 / 2);
        assertThat(texts()).noneMatch(text -> text.contains("\"RateLimited\""));
    }

    @Test
    void whatASocketSaysAfterItWasClosedIsNotHeard() {
        Socket socket = open();
        socket.binary();
        says(socket, HELLO);

        assertThat(received).isEmpty();
    }

    @Test
    void framesSaidBeforeTheSocketClosedAreNotHandledAfterIt() {
        Socket socket = open();
        socket.closed();
        says(socket, HELLO);

        assertThat(received).isEmpty();
        assertThat(connections()).isZero();
    }

    @Test
    void aSocketThatClosesIsCountedOutOnce() {
        Socket socket = open();
        open();
        socket.closed();
        socket.closed();
        server.settle();

        assertThat(connections()).isEqualTo(1);
        assertThat(wire.closes()).isEmpty();
    }

    @Test
    void aClientThatReadsTooSlowlyIsClosedAndCountedOut() {
        set.put("server.outbox.frames", "8");
        set.put("server.rate.limit", "0");
        Socket socket = open();
        wire.hold();
        for (int i = 0; i < 12; i++) {
            says(socket, "{\"name\": \"Nope\"}");
        }

        assertThat(wire.closes()).containsExactly(Disconnect.TOO_SLOW);
        assertThat(connections()).isZero();
    }

    @Test
    void aClientThatReadsTooSlowlyMayMissFramesInstead() {
        set.put("server.outbox.frames", "8");
        set.put("server.rate.limit", "0");
        set.put("server.slow", "drop");
        Socket socket = open();
        wire.hold();
        for (int i = 0; i < 12; i++) {
            says(socket, "{\"name\": \"Nope\"}");
        }

        assertThat(wire.closes()).isEmpty();
        assertThat(connections()).isEqualTo(1);
    }

    @Test
    void anySignOfLifeCounts() {
        Socket socket = open();
        says(socket, HELLO);
        server.pass(Duration.ofSeconds(3));
        socket.heard();
        assertThat(from.get(0).heard()).isEqualTo(server.time().nanos());

        server.pass(Duration.ofSeconds(3));
        socket.text("not JSON");
        assertThat(from.get(0).heard()).isEqualTo(server.time().nanos());
    }

    private Socket open() {
        Socket socket = sockets.open(UUID.randomUUID(), wire, new Caller("192.0.2.1", Optional.empty()));
        server.settle();
        return socket;
    }

    private void says(Socket socket, String text) {
        socket.text(text);
        server.settle();
    }

    private List<String> texts() {
        return wire.texts();
    }

    private int connections() {
        return server.ask(() -> server.manager().connections().size());
    }
}
