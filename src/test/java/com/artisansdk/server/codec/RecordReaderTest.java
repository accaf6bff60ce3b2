package com.artisansdk.server.codec;

import static com.artisansdk.server.codec.Json.read;
import static com.artisansdk.server.codec.Json.readA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.message.OneOrMany;
import com.artisansdk.server.message.Secret;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {

    enum Colour {
        RED,
        GREEN
    }

    record AText(String a) {}

    record ATruth(boolean a) {}

    record ABoxedTruth(Boolean a) {}

    record AByte(byte a) {}

    record AShort(short a) {}

    record AnInt(int a) {}

    record ABoxedInt(Integer a) {}

    record ALong(long a) {}

    record ABoxedLong(Long a) {}

    record AFloat(float a) {}

    record ADouble(double a) {}

    record ADecimal(BigDecimal a) {}

    record ABigInteger(BigInteger a) {}

    record ANumber(Number a) {}

    record ACharacter(char a) {}

    record AUuid(UUID a) {}

    record AColour(Colour a) {}

    record ARecord(AnInt a) {}

    record AnObject(JsonObject a) {}

    record AnArray(JsonArray a) {}

    record AJson(JsonValue a) {}

    record AListOfTexts(List<String> a) {}

    record ASetOfInts(Set<Integer> a) {}

    record AMapOfInts(Map<String, Integer> a) {}

    record AMapOfAnything(Map<String, Object> a) {}

    record Anything(Object a) {}

    record Maybe(Optional<String> a) {}

    record MaybeUuid(Optional<UUID> a) {}

    record Some(@OneOrMany List<String> a) {}

    record SomeUuids(@OneOrMany List<UUID> a) {}

    record AMoment(Instant a) {}

    record ADuration(Duration a) {}

    record ADate(LocalDate a) {}

    record AnAddress(URI a) {}

    record APassword(@Secret String a) {}

    record ASecretNumber(@Secret int a) {}

    record ASecretRecord(@Secret AnInt a) {}

    record ASecretList(@Secret List<Integer> a) {}

    record Picky(int howMany) {
        Picky {
            if (howMany > 3) {
                throw new IllegalArgumentException("how_many must be 3 or less, was " + howMany);
            }
        }
    }

    record Broken(int a) {
        Broken {
            if (a == 1) {
                throw new IllegalStateException("broken");
            }
        }
    }

    record Empty() {}

    @Nested
    class WhatFits {

        static Stream<Arguments> fitting() {
            UUID uuid = UUID.fromString("c765f31f-25c2-46e5-905a-903710540618");
            return Stream.of(
                    Arguments.of("\"\"", new AText("")),
                    Arguments.of("\"é/漢😀\"", new AText("é/漢😀")),
                    Arguments.of("true", new ATruth(true)),
                    Arguments.of("false", new ABoxedTruth(false)),
                    Arguments.of("-128", new AByte((byte) -128)),
                    Arguments.of("32767", new AShort((short) 32767)),
                    Arguments.of("-2147483648", new AnInt(Integer.MIN_VALUE)),
                    Arguments.of("2147483647", new ABoxedInt(Integer.MAX_VALUE)),
                    Arguments.of("1.0", new AnInt(1)),
                    Arguments.of("1e2", new AnInt(100)),
                    Arguments.of("-0", new AnInt(0)),
                    Arguments.of("9223372036854775807", new ALong(Long.MAX_VALUE)),
                    Arguments.of("-9223372036854775808", new ABoxedLong(Long.MIN_VALUE)),
                    Arguments.of("0.5", new AFloat(0.5f)),
                    Arguments.of("1e308", new ADouble(1e308)),
                    Arguments.of("1e-999", new ADouble(0)),
                    Arguments.of("0.10", new ADecimal(new BigDecimal("0.10"))),
                    Arguments.of(
                            "123456789012345678901234567890",
                            new ABigInteger(new BigInteger("123456789012345678901234567890"))),
                    Arguments.of("7", new ANumber(new BigDecimal(7))),
                    Arguments.of("\"x\"", new ACharacter('x')),
                    Arguments.of("\"" + uuid + "\"", new AUuid(uuid)),
                    Arguments.of("\"C765F31F-25C2-46E5-905A-903710540618\"", new AUuid(uuid)),
                    Arguments.of("\"GREEN\"", new AColour(Colour.GREEN)),
                    Arguments.of("{\"a\": 5, \"b\": 6}", new ARecord(new AnInt(5))),
                    Arguments.of("[]", new AListOfTexts(List.of())),
                    Arguments.of("[\"x\", \"x\"]", new AListOfTexts(List.of("x", "x"))),
                    Arguments.of("[2, 1, 2]", new ASetOfInts(new LinkedHashSet<>(List.of(2, 1)))),
                    Arguments.of("{\"x\": 1}", new AMapOfInts(Map.of("x", 1))),
                    Arguments.of("\"x\"", new Maybe(Optional.of("x"))),
                    Arguments.of("\"x\"", new Some(List.of("x"))),
                    Arguments.of("[\"x\", \"y\"]", new Some(List.of("x", "y"))),
                    Arguments.of("\"2026-01-01T00:00:00Z\"", new AMoment(Instant.parse("2026-01-01T00:00:00Z"))),
                    Arguments.of("\"PT5S\"", new ADuration(Duration.ofSeconds(5))),
                    Arguments.of("\"2026-01-01\"", new ADate(LocalDate.of(2026, 1, 1))),
                    Arguments.of("\"https://example.com/x\"", new AnAddress(URI.create("https://example.com/x"))),
                    Arguments.of("3", new Picky(3)));
        }

        @ParameterizedTest
        @MethodSource("fitting")
        void becomesTheRecord(String value, Record expected) throws Mismatch {
            String field = expected instanceof Picky ? "how_many" : "a";

            assertThat(read("{\"" + field + "\": " + value + "}", expected.getClass()))
                    .isEqualTo(expected);
        }

        @Test
        void anyJsonStaysAsItIs() throws Mismatch {
            assertThat(readA("{\"x\": [1]}", AnObject.class).a().getJsonArray("x"))
                    .hasSize(1);
            assertThat(readA("[1]", AnArray.class).a()).hasSize(1);
            assertThat(readA("false", AJson.class).a()).isEqualTo(JsonValue.FALSE);
            assertThat(readA("\"x\"", Anything.class).a()).isInstanceOf(JsonString.class);
            Map<String, Object> all =
                    readA("{\"x\": 1.50, \"y\": null}", AMapOfAnything.class).a();
            assertThat(all.get("x")).isInstanceOf(JsonNumber.class).hasToString("1.50");
            assertThat(all).containsEntry("y", JsonValue.NULL);
        }

        @Test
        void aRecordOfNothingIsMadeOfAnything() throws Mismatch {
            assertThat(read("{\"x\": 1}", Empty.class)).isEqualTo(new Empty());
        }

        @Test
        void collectionsKeepTheirOrderAndCannotBeChanged() throws Mismatch {
            Map<String, Integer> map =
                    readA("{\"z\": 1, \"a\": 2, \"m\": 3}", AMapOfInts.class).a();
            List<String> list = readA("[\"z\", \"a\"]", AListOfTexts.class).a();

            assertThat(map.keySet()).containsExactly("z", "a", "m");
            assertThatThrownBy(() -> map.put("b", 4)).isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> list.add("b")).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void ofDuplicateKeysTheLastOneCounts() throws Mismatch {
            assertThat(read("{\"a\": \"x\", \"a\": 2}", AnInt.class)).isEqualTo(new AnInt(2));
        }
    }

    @Nested
    class WhatIsMissing {

        @ParameterizedTest
        @ValueSource(strings = {"{}", "{\"a\": null}", "{\"A\": \"x\"}"})
        void isNothingWhereItIsOptional(String text) throws Mismatch {
            assertThat(read(text, Maybe.class)).isEqualTo(new Maybe(Optional.empty()));
            assertThat(read(text, Some.class)).isEqualTo(new Some(List.of()));
        }

        @ParameterizedTest
        @ValueSource(
                classes = {
                    AText.class,
                    ATruth.class,
                    AnInt.class,
                    ABoxedInt.class,
                    AUuid.class,
                    AColour.class,
                    ARecord.class,
                    AnObject.class,
                    AJson.class,
                    AListOfTexts.class,
                    AMapOfInts.class,
                    Anything.class,
                    AMoment.class,
                    APassword.class
                })
        void isNamedWhereItIsRequired(Class<?> type) {
            assertThatThrownBy(() -> read("{}", type))
                    .isInstanceOf(Mismatch.class)
                    .hasMessage("a is required.");
            assertThatThrownBy(() -> readA("null", type)).hasMessage("a is required.");
        }

        @Test
        void isNamedByItsWholePath() {
            assertThatThrownBy(() -> readA("{}", ARecord.class)).hasMessage("a.a is required.");
        }
    }

    @Nested
    class WhatDoesNotFit {

        static Stream<Arguments> everyOtherKind() {
            Map<Class<?>, String> fits = Map.ofEntries(
                    Map.entry(AText.class, "text"),
                    Map.entry(ATruth.class, "truth"),
                    Map.entry(ABoxedTruth.class, "truth"),
                    Map.entry(AByte.class, "number"),
                    Map.entry(AShort.class, "number"),
                    Map.entry(AnInt.class, "number"),
                    Map.entry(ABoxedInt.class, "number"),
                    Map.entry(ALong.class, "number"),
                    Map.entry(AFloat.class, "number"),
                    Map.entry(ADouble.class, "number"),
                    Map.entry(ADecimal.class, "number"),
                    Map.entry(ABigInteger.class, "number"),
                    Map.entry(ACharacter.class, "text"),
                    Map.entry(AUuid.class, "none"),
                    Map.entry(AColour.class, "none"),
                    Map.entry(ARecord.class, "object"),
                    Map.entry(AnObject.class, "object"),
                    Map.entry(AnArray.class, "array"),
                    Map.entry(AListOfTexts.class, "array"),
                    Map.entry(ASetOfInts.class, "array"),
                    Map.entry(AMapOfInts.class, "object"),
                    Map.entry(AMapOfAnything.class, "object"),
                    Map.entry(Maybe.class, "text"),
                    Map.entry(Some.class, "text array"),
                    Map.entry(SomeUuids.class, "array"),
                    Map.entry(MaybeUuid.class, "none"),
                    Map.entry(AMoment.class, "none"),
                    Map.entry(ADate.class, "none"),
                    Map.entry(APassword.class, "text"));
            Map<String, List<String>> kinds = Map.of(
                    "text", List.of("\"yes\"", "\"5\"", "\"\"", "\"true\""),
                    "number", List.of("5", "1.9"),
                    "truth", List.of("true", "false"),
                    "object", List.of("{}", "{\"x\": 1}"),
                    "array", List.of("[]", "[1]"));
            return fits.entrySet().stream()
                    .flatMap(type -> kinds.entrySet().stream()
                            .filter(kind -> !type.getValue().contains(kind.getKey()))
                            .flatMap(
                                    kind -> kind.getValue().stream().map(value -> Arguments.of(type.getKey(), value))));
        }

        @ParameterizedTest
        @MethodSource("everyOtherKind")
        void noOtherKindOfJsonIsTakenForIt(Class<?> type, String value) {
            assertThatThrownBy(() -> readA(value, type), "%s from %s", type.getSimpleName(), value)
                    .isInstanceOf(Mismatch.class)
                    .message()
                    .startsWith("a");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "128 | byte",
                    "-129 | byte",
                    "32768 | short",
                    "2147483648 | int",
                    "-2147483649 | int",
                    "1.9 | int",
                    "1.0000000001 | int",
                    "1e999999999 | int",
                    "1e-999999999 | int",
                    "9223372036854775808 | long",
                    "0.5 | long",
                    "1e999999999 | long",
                    "1e39 | float",
                    "1e309 | double",
                    "-1e309 | double",
                    "1e999999999 | double",
                    "1.5 | biginteger",
                    "1e999999999 | biginteger"
                })
        void aNumberOutOfItsRangeIsRefused(String value, String kind) {
            Class<?> type = switch (kind) {
                case "byte" -> AByte.class;
                case "short" -> AShort.class;
                case "int" -> AnInt.class;
                case "long" -> ALong.class;
                case "float" -> AFloat.class;
                case "double" -> ADouble.class;
                default -> ABigInteger.class;
            };

            assertThatThrownBy(() -> readA(value, type))
                    .isInstanceOf(Mismatch.class)
                    .message()
                    .startsWith("a must be a number that fits " + kind + ", was ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "1-1-1-1-1",
                    "",
                    "c765f31f25c246e5905a903710540618",
                    "{c765f31f-25c2-46e5-905a-903710540618}",
                    "c765f31f-25c2-46e5-905a-90371054061",
                    "c765f31f-25c2-46e5-905a-9037105406188",
                    "g765f31f-25c2-46e5-905a-903710540618",
                    "c765f31f-25c2-46e5-905a-903710540618 ",
                    "urn:uuid:c765f31f-25c2-46e5-905a-903710540618"
                })
        void aUuidHasOneFormAlone(String text) {
            assertThatThrownBy(() -> readA("\"" + text + "\"", AUuid.class))
                    .isInstanceOf(Mismatch.class)
                    .message()
                    .startsWith("a must be a UUID as text, was \"");
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "5 | String | a must be a text, was 5.",
                    "\"yes\" | boolean | a must be true or false, was \"yes\".",
                    "\"5\" | int | a must be a number, was \"5\".",
                    "1.9 | int | a must be a number that fits int, was 1.9.",
                    "5 | UUID | a must be a UUID as text, was 5.",
                    "\"BLUE\" | Colour | a must be one of [RED, GREEN], was \"BLUE\".",
                    "\"red\" | Colour | a must be one of [RED, GREEN], was \"red\".",
                    "[] | Record | a must be an object, was [].",
                    "{\"a\": \"x\"} | Record | a.a must be a number, was \"x\".",
                    "\"x\" | List | a must be a list, was \"x\".",
                    "[\"x\", 1] | List | a[1] must be a text, was 1.",
                    "[null] | List | a[0] must be a text, was null.",
                    "{\"k\": \"x\"} | Map | a.k must be a number, was \"x\".",
                    "[1] | OneOrMany | a[0] must be a text, was 1.",
                    "1 | OneOrMany | a must be a text, was 1.",
                    "1 | JsonObject | a must be a JsonObject, was 1.",
                    "\"soon\" | Instant | a must fit a Instant, was \"soon\"."
                })
        void theErrorNamesTheFieldItsValueAndWhatItMustBe(String value, String type, String message) {
            Map<String, Class<?>> types = Map.ofEntries(
                    Map.entry("String", AText.class),
                    Map.entry("boolean", ATruth.class),
                    Map.entry("int", AnInt.class),
                    Map.entry("UUID", AUuid.class),
                    Map.entry("Colour", AColour.class),
                    Map.entry("Record", ARecord.class),
                    Map.entry("List", AListOfTexts.class),
                    Map.entry("Map", AMapOfInts.class),
                    Map.entry("OneOrMany", Some.class),
                    Map.entry("JsonObject", AnObject.class),
                    Map.entry("Instant", AMoment.class));

            assertThatThrownBy(() -> readA(value, types.getOrDefault(type, Empty.class)))
                    .hasMessage(message);
        }

        @ParameterizedTest
        @ValueSource(classes = {AMoment.class, ADuration.class, ADate.class, AnAddress.class, ACharacter.class})
        void whatOnlyItsOwnReaderFindsUnfitIsAMismatchToo(Class<?> type) {
            assertThatThrownBy(() -> readA("\"no such thing: %%\"", type)).isInstanceOf(Mismatch.class);
        }

        @Test
        void onlyTheBeginningOfALongValueIsShown() {
            assertThatThrownBy(() -> readA("\"" + "x".repeat(1_000) + "\"", AnInt.class))
                    .hasMessage("a must be a number, was \"" + "x".repeat(59) + "….");
            assertThatThrownBy(() -> readA("\"" + "x".repeat(58) + "😀yz\"", AnInt.class))
                    .hasMessage("a must be a number, was \"" + "x".repeat(58) + "😀….");
        }
    }

    @Nested
    class HalfASurrogatePair {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "\\ud800",
                    "x\\ud83d",
                    "\\ude00",
                    "\\ude00\\ud83d",
                    "\\ud83d\\ud83d\\ude00",
                    "\\ud83dx\\ude00"
                })
        void isNoText(String text) {
            assertRefused("\"" + text + "\"", AText.class);
            assertRefused("\"" + text + "\"", Maybe.class);
            assertRefused("[\"" + text + "\"]", Some.class);
        }

        @Test
        void isNotHiddenInWhatIsOpaque() {
            for (Class<?> type : List.of(AMapOfAnything.class, AnObject.class, AJson.class, Anything.class)) {
                assertRefused("{\"x\": \"\\ud800\"}", type);
                assertRefused("{\"\\ud800\": 1}", type);
                assertRefused("{\"x\": [[{\"y\": \"\\ud800\"}]]}", type);
                assertRefused("{\"x\": [[{\"\\ud800\": 1}]]}", type);
            }
            assertRefused("[\"\\ud800\"]", AnArray.class);
        }

        @Test
        void isNoKey() {
            assertRefused("{\"\\ud800\": 1}", AMapOfInts.class);
        }

        @ParameterizedTest
        @ValueSource(
                classes = {AnInt.class, AUuid.class, AColour.class, AListOfTexts.class, AnArray.class, AMoment.class})
        void isNotShownAsItIs(Class<?> type) {
            assertThatThrownBy(() -> readA("\"x\\ud800y\"", type)).message().matches(HalfASurrogatePair::isWellFormed);
        }

        @Test
        void isNoMatterInAFieldThatNobodyAsksFor() throws Mismatch {
            assertThat(read("{\"a\": 1, \"b\": \"\\ud800\"}", AnInt.class)).isEqualTo(new AnInt(1));
        }

        @Test
        void theWholePairIsText() throws Mismatch {
            assertThat(readA("\"\\ud83d\\ude00\"", AText.class)).isEqualTo(new AText("😀"));
        }

        private static void assertRefused(String value, Class<?> type) {
            assertThatThrownBy(() -> readA(value, type), "%s from %s", type.getSimpleName(), value)
                    .isInstanceOf(Mismatch.class)
                    .message()
                    .startsWith("a")
                    .endsWith("holds half a surrogate pair, which is no Unicode text.")
                    .matches(HalfASurrogatePair::isWellFormed);
        }

        private static boolean isWellFormed(String text) {
            return text.codePoints().noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE);
        }
    }

    @Nested
    class ASecret {

        @Test
        void isRead() throws Mismatch {
            assertThat(readA("\"hush\"", APassword.class)).isEqualTo(new APassword("hush"));
        }

        @Test
        void isNeverShown() {
            assertNotShown("4711", APassword.class, "a must be a text.");
            assertNotShown("[\"4711\"]", APassword.class, "a must be a text.");
            assertNotShown("\"4711\"", ASecretNumber.class, "a must be a number.");
            assertNotShown("47.11", ASecretNumber.class, "a must be a number that fits int.");
            assertNotShown("[1, \"4711\"]", ASecretList.class, "a[1] must be a number.");
        }

        @Test
        void isNotShownWhereItIsARecordEither() {
            assertNotShown("{\"a\": \"4711\"}", ASecretRecord.class, "a.a must be a number.");
        }

        private void assertNotShown(String value, Class<?> type, String message) {
            assertThatThrownBy(() -> readA(value, type)).hasMessage(message);
        }
    }

    @Nested
    class TheRecordsOwnRules {

        @Test
        void areToldByItsConstructor() {
            assertThatThrownBy(() -> read("{\"how_many\": 4}", Picky.class))
                    .isInstanceOf(Mismatch.class)
                    .hasMessage("how_many must be 3 or less, was 4");
        }

        @Test
        void anythingElseItThrowsIsAnAccident() {
            assertThatIllegalStateException()
                    .isThrownBy(() -> readA("1", Broken.class))
                    .withRootCauseInstanceOf(IllegalStateException.class);
        }

        @Test
        void whatIsNoRecordCannotBeRead() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> readA("1", String.class))
                    .withMessage("java.lang.String is not a record");
        }
    }
}
