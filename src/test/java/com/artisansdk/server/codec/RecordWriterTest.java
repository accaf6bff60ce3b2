package com.artisansdk.server.codec;

import static com.artisansdk.server.codec.Json.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.message.OneOrMany;
import com.artisansdk.server.message.Secret;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordWriterTest {

    enum Colour {
        RED
    }

    record One(Object a) {}

    record Reply(String replyTo, int howMany) {}

    record Maybe(Optional<String> a, Optional<Reply> b) {}

    record Password(String user, @Secret String password) {}

    record Wrapped(Password login, List<Password> more) {}

    record Everything(
            String text,
            boolean truth,
            byte tiny,
            short small,
            int whole,
            long large,
            float real,
            double realer,
            BigDecimal exact,
            BigInteger huge,
            char letter,
            UUID uuid,
            Colour colour,
            Reply reply,
            List<String> list,
            Map<String, Integer> map,
            Optional<Long> maybe,
            Optional<Long> not,
            @OneOrMany List<UUID> some,
            Instant moment) {}

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of("x", "\"x\""),
                Arguments.of("é/漢😀", "\"é/漢😀\""),
                Arguments.of("</script>", "\"</script>\""),
                Arguments.of("\"\\\n\u0001", "\"\\\"\\\\\\n\\u0001\""),
                Arguments.of(true, "true"),
                Arguments.of(5, "5"),
                Arguments.of((byte) -5, "-5"),
                Arguments.of(Long.MAX_VALUE, "9223372036854775807"),
                Arguments.of(0.5, "0.5"),
                Arguments.of(new BigDecimal("1.50"), "1.50"),
                Arguments.of(new BigInteger("123456789012345678901234567890"), "123456789012345678901234567890"),
                Arguments.of('x', "\"x\""),
                Arguments.of(new UUID(0, 1), "\"00000000-0000-0000-0000-000000000001\""),
                Arguments.of(Colour.RED, "\"RED\""),
                Arguments.of(JsonValue.EMPTY_JSON_OBJECT, "{}"),
                Arguments.of(JsonValue.NULL, "null"),
                Arguments.of(List.of(), "[]"),
                Arguments.of(List.of(1, "x", List.of(true)), "[1,\"x\",[true]]"),
                Arguments.of(Arrays.asList(1, null), "[1,null]"),
                Arguments.of(Map.of(), "{}"),
                Arguments.of(Map.of(new UUID(0, 1), 5), "{\"00000000-0000-0000-0000-000000000001\":5}"),
                Arguments.of(Optional.of(5), "5"),
                Arguments.of(new Reply("m1", 2), "{\"reply_to\":\"m1\",\"how_many\":2}"),
                Arguments.of(Instant.parse("2026-01-01T00:00:00Z"), "\"2026-01-01T00:00:00Z\""),
                Arguments.of(new int[] {1, 2}, "[1,2]"));
    }

    @ParameterizedTest
    @MethodSource("values")
    void writesAValueInItsOwnForm(Object value, String json) {
        assertThat(write(new One(value))).isEqualTo("{\"a\":" + json + "}");
    }

    @Test
    void whatIsAbsentIsLeftOut() {
        Map<String, Object> withNull = new LinkedHashMap<>();
        withNull.put("a", null);
        withNull.put("b", Optional.empty());
        withNull.put("c", 1);

        assertThat(write(new Maybe(Optional.empty(), Optional.empty()))).isEqualTo("{}");
        assertThat(write(withNull)).isEqualTo("{\"c\":1}");
    }

    @Test
    void aSecretIsNeverWritten() {
        Password login = new Password("admin", "hush");

        assertThat(write(login)).isEqualTo("{\"user\":\"admin\"}");
        assertThat(write(new Wrapped(login, List.of(login)))).doesNotContain("hush", "password");
    }

    @Test
    void theOrderOfAMapIsKept() {
        Map<String, Integer> map = new LinkedHashMap<>();
        List.of("z", "a", "m").forEach(key -> map.put(key, 1));

        assertThat(write(map)).isEqualTo("{\"z\":1,\"a\":1,\"m\":1}");
    }

    @Test
    void whatIsNeitherRecordNorMapIsNoObject() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> write("x"))
                .withMessage("java.lang.String is not a record");
    }

    @Test
    void whatIsNoNumberInJsonIsNotWrittenAsOne() {
        assertThatThrownBy(() -> write(new One(Double.NaN))).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws Mismatch {
        Everything everything = new Everything(
                "é/漢😀\"\\",
                true,
                (byte) -128,
                Short.MAX_VALUE,
                Integer.MIN_VALUE,
                Long.MAX_VALUE,
                0.1f,
                Double.MIN_VALUE,
                new BigDecimal("0.10"),
                BigInteger.TWO.pow(200),
                'ß',
                new UUID(1, 2),
                Colour.RED,
                new Reply("m1", 7),
                List.of("x", ""),
                Map.of("k", 1),
                Optional.of(5L),
                Optional.empty(),
                List.of(new UUID(3, 4)),
                Instant.parse("2026-01-01T00:00:00.123456Z"));

        assertThat(Json.read(write(everything), Everything.class)).isEqualTo(everything);
    }

    @Test
    void anyTextIsReadBackAsItWas() throws Mismatch {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            Map<String, String> texts = new LinkedHashMap<>();
            for (String text : texts(random)) {
                texts.put(text, text);
            }

            assertThat(JsonText.parse(write(texts)).keySet()).containsExactlyElementsOf(texts.keySet());
        }
    }

    private static List<String> texts(Random random) {
        List<String> texts = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(20), 0, Character.MAX_CODE_POINT)
                    .map(it -> random.nextBoolean() ? it % 128 : it)
                    .filter(it -> it < Character.MIN_SURROGATE || it > Character.MAX_SURROGATE)
                    .forEach(text::appendCodePoint);
            texts.add(text.toString());
        }
        return texts;
    }
}
