package com.artisansdk.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.codec.JsonText;
import com.artisansdk.server.codec.Mismatch;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.kernel.Fault;
import com.artisansdk.server.kernel.Refusal;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.message.client.Authenticate;
import com.artisansdk.server.message.client.DisconnectAll;
import com.artisansdk.server.message.client.JoinAsPlayer;
import com.artisansdk.server.message.client.NotifyConnection;
import com.artisansdk.server.message.client.Registration;
import com.artisansdk.server.message.server.CurrentUptime;
import com.artisansdk.server.message.server.MessageException;
import com.artisansdk.server.message.server.PromptForAuthentication;
import com.artisansdk.server.message.server.UpdateConnections;
import com.artisansdk.server.protocol.Protocol.Decoded;
import com.artisansdk.server.protocol.Protocol.Refused;
import com.artisansdk.server.protocol.Protocol.Said;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonProtocolTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final UUID ID = UUID.fromString("d0dadb48-3efb-4353-8df8-b3ad62657ba7");

    private final Protocol protocol = Languages.json(List.of(
            Authenticate.class,
            DisconnectAll.class,
            JoinAsPlayer.class,
            NotifyConnection.class,
            UpdateConnections.class));

    @Nested
    class AFrame {

        @Test
        void isTheMessageItNames() {
            assertThat(said("{\"name\": \"Authenticate\", \"password\": \"guess\"}"))
                    .isEqualTo(new Envelope<>(new Authenticate("guess"), Optional.empty(), NOW));
        }

        @Test
        void mayHaveAnIdOfItsOwn() {
            assertThat(said("{\"id\": \"m-1\", \"name\": \"DisconnectAll\"}").id())
                    .contains("m-1");
            assertThat(said("{\"id\": null, \"name\": \"DisconnectAll\"}").id()).isEmpty();
            assertThat(said("{\"id\": \"\", \"name\": \"DisconnectAll\"}").id()).contains("");
        }

        @Test
        void hasAnIdOfModestLength() {
            String longest = "😀".repeat(64);

            assertThat(said("{\"name\": \"DisconnectAll\", \"id\": \"" + longest + "\"}")
                            .id())
                    .contains(longest);
            assertRefused(
                    "{\"name\": \"DisconnectAll\", \"id\": \"" + longest + "x\"}",
                    Fault.INVALID_MESSAGE,
                    "id must be a text of at most 128 characters.");
        }

        @ParameterizedTest
        @ValueSource(strings = {"5", "true", "[]", "{}", "\"now\"", "null", "1e999999999"})
        void mayHaveAnyTimestamp(String timestamp) {
            assertThat(said("{\"name\": \"DisconnectAll\", \"timestamp\": " + timestamp + "}")
                            .received())
                    .isEqualTo(NOW);
        }

        @Test
        void mayHaveFieldsThatNobodyAsksFor() {
            assertThat(said("{\"name\": \"DisconnectAll\", \"x\": {\"y\": [1e999]}, \"password\": 5}")
                            .message())
                    .isEqualTo(new DisconnectAll(List.of(), Optional.empty()));
        }

        @Test
        void isReadAsItsLastOfDuplicateKeysSays() {
            assertThat(said("{\"name\": \"Nope\", \"name\": \"Authenticate\", \"password\": 1, \"password\": \"x\"}")
                            .message())
                    .isEqualTo(new Authenticate("x"));
        }
    }

    @Nested
    class WhatCannotBeUnderstood {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "null",
                    "5",
                    "\"x\"",
                    "[]",
                    "{",
                    "{}x",
                    "{}{}",
                    "<xml/>",
                    "{\"name\": \"DisconnectAll\"} {}",
                    "{name: 1}"
                })
        void isMalformed(String text) {
            assertThat(refused(text).fault()).isEqualTo(Fault.MALFORMED_MESSAGE);
        }

        @Test
        void isMalformedWhenItNestsAThousandLevelsDeep() {
            String deep = "{\"name\": \"DisconnectAll\", \"x\": " + "[".repeat(1_000) + "]".repeat(1_000) + "}";

            assertRefused(deep, Fault.MALFORMED_MESSAGE, "This JSON nests deeper than 100 levels.");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "{} | This frame has no name. It must name a client message.",
                    "{\"name\": null} | name must be that of a client message, was null.",
                    "{\"name\": 5} | name must be that of a client message, was 5.",
                    "{\"name\": [\"Authenticate\"]}"
                            + " | name must be that of a client message, was [\"Authenticate\"].",
                    "{\"name\": \"\"} | name must be that of a client message, was \"\".",
                    "{\"name\": \"authenticate\"} | name must be that of a client message, was \"authenticate\".",
                    "{\"name\": \"UpdateConnections\"}"
                            + " | name must be that of a client message, was \"UpdateConnections\".",
                    "{\"name\": \"java.lang.Runtime\"}"
                            + " | name must be that of a client message, was \"java.lang.Runtime\"."
                })
        void isUnknown(String text, String why) {
            assertRefused(text, Fault.UNKNOWN_MESSAGE, why);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "{\"name\": \"Authenticate\"} | password is required.",
                    "{\"name\": \"Authenticate\", \"password\": 4711} | password must be a text.",
                    "{\"name\": \"DisconnectAll\", \"uuid\": \"1-1-1-1-1\"}"
                            + " | uuid must be a UUID as text, was \"1-1-1-1-1\".",
                    "{\"name\": \"JoinAsPlayer\", \"registration\": {\"name\": {\"first\": 5}}}"
                            + " | registration.name.first must be a text, was 5.",
                    "{\"name\": \"DisconnectAll\", \"id\": 5} | id must be a text of at most 128 characters.",
                    "{\"name\": \"DisconnectAll\", \"id\": \"\\ud800\"}"
                            + " | id holds half a surrogate pair, which is no Unicode text."
                })
        void isInvalid(String text, String why) {
            assertRefused(text, Fault.INVALID_MESSAGE, why);
        }

        @Test
        void isAnsweredToTheFramesOwnId() {
            assertThat(refused("{\"id\": \"m-1\"}").replyTo()).contains("m-1");
            assertThat(refused("{\"id\": \"m-1\", \"name\": \"Authenticate\"}").replyTo())
                    .contains("m-1");
            assertThat(refused("{\"id\": 5, \"name\": \"Authenticate\"}").replyTo())
                    .isEmpty();
            assertThat(refused("[]").replyTo()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"name\": \"\\ud800\"}",
                    "{\"name\": [\"\\udc00\"]}",
                    "{\"name\": \"DisconnectAll\", \"uuid\": \"\\ud800\"}",
                    "{\"name\": \"DisconnectAll\", \"type\": [{\"\\ud800\": 1}]}",
                    "{}😀"
                })
        void isAnsweredInTextThatCanBeSent(String text) {
            assertThat(isWellFormed(refused(text).message())).isTrue();
        }

        @Test
        void isAnsweredInModestLength() {
            assertThat(refused("{\"name\": \"" + "x".repeat(60_000) + "\"}").message())
                    .hasSizeLessThan(200);
        }

        @Test
        void neverThrowsWhateverItIs() {
            List<String> seeds = List.of(
                    "{\"id\": \"m-1\", \"name\": \"Authenticate\", \"password\": \"x\"}",
                    "{\"name\": \"DisconnectAll\", \"type\": [\"player\"], \"uuid\": \"" + ID + "\"}",
                    "{\"name\": \"JoinAsPlayer\", \"registration\": {\"name\": {\"first\": \"A\"}, \"email\": null}}");
            Random random = new Random(5);
            for (int round = 0; round < 30_000; round++) {
                String text = mutated(seeds.get(round % seeds.size()), random);
                Decoded decoded = protocol.decode(text, NOW);
                if (decoded instanceof Refused refused) {
                    assertThat(isWellFormed(refused.refusal().message()))
                            .as(text)
                            .isTrue();
                }
            }
        }

        private String mutated(String text, Random random) {
            StringBuilder mutated = new StringBuilder(text);
            String alphabet = "{}[]\",:\\ude01ntf-+.\u0000é\ud83d\ude00 ";
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(mutated.length());
                char c = alphabet.charAt(random.nextInt(alphabet.length()));
                switch (random.nextInt(3)) {
                    case 0 -> mutated.setCharAt(at, c);
                    case 1 -> mutated.insert(at, c);
                    default -> mutated.deleteCharAt(at);
                }
            }
            return mutated.toString();
        }

        private Refusal refused(String text) {
            return JsonProtocolTest.this.refused(text);
        }
    }

    @Nested
    class AFrameOfTheServer {

        @Test
        void thatListsTheSameConnectionsAsTheLastMayHaveAnotherTotal() {
            Map<UUID, Map<String, Object>> three = Map.of(ID, Map.of("type", "player"));
            Map<UUID, Map<String, Object>> four = Map.of(ID, Map.of("type", "winner"));
            String header = ",\"id\":\"" + ID + "\",\"name\":\"UpdateConnections\",\"timestamp\":1767225600.123456}";

            for (int round = 0; round < 3; round++) {
                for (Map<UUID, Map<String, Object>> listed :
                        List.of(three, four, Map.<UUID, Map<String, Object>>of())) {
                    String connections = listed.isEmpty()
                            ? "{}"
                            : "{\"" + ID + "\":{\"type\":\"" + (listed == three ? "player" : "winner") + "\"}}";
                    assertThat(encode(new UpdateConnections(listed, round)))
                            .isEqualTo("{\"connections\":" + connections + ",\"total\":" + round + header);
                }
            }
        }

        @Test
        void hasIdNameAndTimestampBesideItsPayload() {
            assertThat(encode(new CurrentUptime(1, 2, 3))).isEqualTo("""
                            {"elapsed":1,"start":2,"now":3,"id":"d0dadb48-3efb-4353-8df8-b3ad62657ba7",\
                            "name":"CurrentUptime","timestamp":1767225600.123456}""");
        }

        @ParameterizedTest
        @CsvSource({
            "1970-01-01T00:00:00Z, 0.000000",
            "1970-01-01T00:00:00.000001Z, 0.000001",
            "2026-01-01T00:00:00Z, 1767225600.000000",
            "2026-01-01T00:00:00.1Z, 1767225600.100000",
            "2026-01-01T00:00:00.999999999Z, 1767225600.999999"
        })
        void tellsTheTimeInSecondsWithMicrosecondDecimals(Instant when, String timestamp) {
            String text = protocol.encode(ID, when, new CurrentUptime(1, 2, 3))
                    .orElseThrow()
                    .text();

            assertThat(text).endsWith("\"timestamp\":" + timestamp + "}");
        }

        @Test
        void leavesOutWhatIsAbsent() {
            assertThat(encode(new MessageException("NotFound", "Gone.", 404, Optional.empty())))
                    .doesNotContain("reply_to");
        }

        @Test
        void keepsNonAsciiTextAndSlashesAsTheyAre() {
            assertThat(encode(new NamedMessage("Tick", Map.of("text", "é/漢😀"))))
                    .contains("\"text\":\"é/漢😀\"");
        }

        @Test
        void hasTheNameAndThePayloadThatANamedMessageGivesIt() throws Mismatch {
            JsonObject frame = JsonText.parse(encode(new NamedMessage("Tick", Map.of("n", 5))));

            assertThat(frame.getString("name")).isEqualTo("Tick");
            assertThat(frame.getInt("n")).isEqualTo(5);
            assertThat(frame).containsOnlyKeys("id", "name", "timestamp", "n");
        }

        @Test
        void statesTheLatestOfWhatItsMessageDoes() {
            assertThat(frame(new UpdateConnections(Map.of(), 0)).state()).contains("UpdateConnections");
            assertThat(frame(new CurrentUptime(1, 2, 3)).state()).contains("CurrentUptime");
            assertThat(frame(new NamedMessage("CurrentUptime", Map.of())).state())
                    .isEmpty();
        }

        @Test
        void weighsWhatItsUtf8Weighs() {
            Frame frame = frame(new NamedMessage("Tick", Map.of("text", "é漢😀")));

            assertThat(frame.bytes()).isEqualTo(frame.text().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        }
    }

    @Nested
    class WhatWasRefused {

        @Test
        void isGivenBackWithIdAndTimestampSoThatItCanBeSaidAgain() throws Mismatch {
            NotifyConnection message = new NotifyConnection(ID, Optional.of(new UUID(1, 2)));
            JsonObject frame = JsonText.parse(
                    encode(new PromptForAuthentication(new Envelope<>(message, Optional.of("m-1"), NOW))));
            JsonObject previous = frame.getJsonObject("previous");

            assertThat(previous.getString("id")).isEqualTo("m-1");
            assertThat(previous.getJsonNumber("timestamp")).hasToString("1767225600.123456");
            assertThat(said(previous.toString()).message()).isEqualTo(message);
        }

        @Test
        void getsAnIdWhenItHadNone() throws Mismatch {
            DisconnectAll message = new DisconnectAll(List.of(), Optional.empty());
            JsonObject frame = JsonText.parse(encode(new PromptForAuthentication(Envelope.of(message, NOW))));

            assertThat(UUID.fromString(frame.getJsonObject("previous").getString("id"))
                            .version())
                    .isEqualTo(4);
        }

        @Test
        void isGivenBackWithoutItsPassword() {
            String text = encode(new PromptForAuthentication(Envelope.of(new Authenticate("hush-hush"), NOW)));

            assertThat(text).contains("\"Authenticate\"").doesNotContain("hush-hush", "password");
        }
    }

    @Test
    void aMessageIsLoggedWithoutItsPassword() {
        assertThat(protocol.describe(Envelope.of(new Authenticate("hush-hush"), NOW)))
                .contains("\"Authenticate\"")
                .doesNotContain("hush-hush", "password");
    }

    @Test
    void aMessageIsLoggedWithAllElseItSays() {
        Registration registration = Registration.of("Alice", "Doe", "alice@example.com");

        assertThat(protocol.describe(Envelope.of(new JoinAsPlayer(Optional.of(registration)), NOW)))
                .contains("\"first\":\"Alice\"", "\"email\":\"alice@example.com\"");
    }

    private Envelope<?> said(String text) {
        Decoded decoded = protocol.decode(text, NOW);
        assertThat(decoded).isInstanceOf(Said.class);
        return ((Said) decoded).envelope();
    }

    private Refusal refused(String text) {
        Decoded decoded = protocol.decode(text, NOW);
        assertThat(decoded).isInstanceOf(Refused.class);
        return ((Refused) decoded).refusal();
    }

    private void assertRefused(String text, Fault fault, String why) {
        assertThat(refused(text)).isEqualTo(new Refusal(fault, why, Optional.empty()));
    }

    private Frame frame(ServerMessage message) {
        return protocol.encode(ID, NOW, message).orElseThrow();
    }

    private String encode(ServerMessage message) {
        return frame(message).text();
    }

    private static boolean isWellFormed(String text) {
        return text.codePoints().noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
    }
}
