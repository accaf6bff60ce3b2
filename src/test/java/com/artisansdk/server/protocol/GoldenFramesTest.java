package com.artisansdk.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.connection.Traffic;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.message.client.Authenticate;
import com.artisansdk.server.message.client.NotifyConnection;
import com.artisansdk.server.message.server.ConnectionAuthenticated;
import com.artisansdk.server.message.server.ConnectionEstablished;
import com.artisansdk.server.message.server.ConnectionRegistered;
import com.artisansdk.server.message.server.CurrentUptime;
import com.artisansdk.server.message.server.MessageException;
import com.artisansdk.server.message.server.MessagesMissed;
import com.artisansdk.server.message.server.PromptForAuthentication;
import com.artisansdk.server.message.server.UpdateConnections;
import com.artisansdk.server.message.server.UpdateNotifications;
import com.artisansdk.server.message.server.UpdateSubscriptions;
import com.artisansdk.server.message.server.UpdateTopics;
import com.artisansdk.server.notification.Notification;
import com.artisansdk.server.testing.PlainLane;
import com.artisansdk.server.testing.RecordingWire;
import com.artisansdk.server.topic.Topic;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every frame that the server may send, held against a file that says in full how it looks. Other clients read those files too. */
class GoldenFramesTest {

    private static final UUID ID = UUID.fromString("d0dadb48-3efb-4353-8df8-b3ad62657ba7");
    private static final UUID ZOE = UUID.fromString("c765f31f-25c2-46e5-905a-903710540618");
    private static final UUID BOB = UUID.fromString("0b0c1a4e-4a0d-4b43-9b55-0d7c7d1f9c11");
    private static final Instant OPENED = Instant.parse("2026-01-01T00:00:00.9Z");
    private static final Instant RECEIVED = Instant.parse("2026-01-01T00:00:01.5Z");
    private static final Instant SAID = Instant.parse("2026-01-01T00:00:02.662859Z");
    private static final Notification NOTIFICATION =
            new Notification(BOB, 1_767_225_601, UUID.fromString("5f0f2b61-58c1-4a0b-8f43-6a2e0d4b7c33"));
    private static final Topic TOPIC = new Topic("news", UUID.fromString("7c9e6679-7425-40de-944b-e07fc1f90ae7"));

    static Stream<Arguments> frames() {
        Connection anonymous = connection(ZOE, 1);
        Connection player = joined(connection(ZOE, 1));
        Connection admin = decorated(joined(connection(ZOE, 1)));
        Connection bob = connection(BOB, 2);
        NotifyConnection forged = new NotifyConnection(ZOE, Optional.of(BOB));
        Map<UUID, Map<String, Object>> everybody = new LinkedHashMap<>();
        everybody.put(ZOE, View.PUBLIC.of(admin));
        everybody.put(BOB, View.PUBLIC.of(bob));
        return Stream.of(
                Arguments.of("ConnectionEstablished", new ConnectionEstablished(View.FULL.of(anonymous))),
                Arguments.of("ConnectionRegistered", new ConnectionRegistered(View.FULL.of(player))),
                Arguments.of("ConnectionAuthenticated", new ConnectionAuthenticated(View.FULL.of(admin))),
                Arguments.of("UpdateConnections", new UpdateConnections(everybody, 141)),
                Arguments.of("UpdateConnections-to-admins", new UpdateConnections(Map.of(BOB, View.FULL.of(bob)), 1)),
                Arguments.of("UpdateConnections-of-nobody", new UpdateConnections(Map.of(), 0)),
                Arguments.of("UpdateNotifications", new UpdateNotifications(Map.of(BOB, NOTIFICATION))),
                Arguments.of("UpdateNotifications-none", new UpdateNotifications(Map.of())),
                Arguments.of("UpdateTopics", new UpdateTopics(Map.of(TOPIC.uuid(), TOPIC))),
                Arguments.of("UpdateSubscriptions", new UpdateSubscriptions(Map.of(TOPIC.uuid(), TOPIC))),
                Arguments.of("MessagesMissed", new MessagesMissed(12)),
                Arguments.of("CurrentUptime", new CurrentUptime(63, 1_767_225_539, 1_767_225_602)),
                Arguments.of("PromptForAuthentication", new PromptForAuthentication(refused(forged))),
                Arguments.of(
                        "PromptForAuthentication-without-the-password",
                        new PromptForAuthentication(refused(new Authenticate("hush")))),
                Arguments.of(
                        "MessageException",
                        new MessageException(
                                "NotFound", "There is no connection " + ZOE + ".", 404, Optional.of("m-1"))),
                Arguments.of(
                        "MessageException-to-a-frame-without-id",
                        new MessageException(
                                "MalformedMessage",
                                "This is not a JSON object: it must begin with {.",
                                400,
                                Optional.empty())));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void aFrameLooksAsItsFileSays(String file, ServerMessage message) throws IOException {
        String text = Languages.json(List.of())
                .encode(ID, SAID, message)
                .orElseThrow()
                .text();

        assertThat(plain(Json.createReader(new StringReader(text)).readObject()))
                .isEqualTo(plain(golden(file)));
    }

    @Test
    void everyMessageOfTheServerHasItsFile() {
        Stream<String> messages = new ClassFileImporter()
                .importPackages("com.artisansdk.server.message.server").stream()
                        .filter(type -> type.isAssignableTo(Message.class))
                        .map(JavaClass::getSimpleName);

        assertThat(messages)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(golden(name)).isNotEmpty());
    }

    private static JsonObject golden(String name) throws IOException {
        try (InputStream in = GoldenFramesTest.class.getResourceAsStream("/golden/" + name + ".json")) {
            assertThat(in).as("golden/%s.json", name).isNotNull();
            return Json.createReader(in).readObject();
        }
    }

    /** The same, but for how many zeros a number ends on. */
    private static Object plain(JsonValue value) {
        if (value instanceof JsonObject object) {
            Map<String, Object> fields = new LinkedHashMap<>();
            object.forEach((key, field) -> fields.put(key, plain(field)));
            return fields;
        } else if (value instanceof JsonArray array) {
            return array.stream().map(GoldenFramesTest::plain).toList();
        }
        return value instanceof JsonNumber number ? number.bigDecimalValue().stripTrailingZeros() : value;
    }

    private static Envelope<?> refused(ClientMessage message) {
        return new Envelope<>(message, Optional.of("m-1"), RECEIVED);
    }

    private static Connection connection(UUID id, int number) {
        Outbox outbox = new Outbox(
                RecordingWire.inline(),
                PlainLane.inline(),
                new Outbox.Limits(1_000, 10, Outbox.Overflow.CLOSE),
                () -> 0,
                new Traffic(),
                reason -> {});
        return new Connection(id, number, "192.0.2." + number, OPENED, Languages.json(List.of()), outbox, () -> {});
    }

    private static Connection joined(Connection connection) {
        connection.identify("Zoë O'Neil", "zoe@example.com");
        connection.become(Connection.PLAYER);
        return connection;
    }

    private static Connection decorated(Connection connection) {
        connection.become("winner");
        connection.grantAdmin();
        connection.addNotification(NOTIFICATION);
        connection.subscribed(TOPIC);
        connection.attribute("prize", "car/boat", View.PUBLIC);
        connection.attribute("note", "for the team", View.FULL);
        return connection;
    }
}
