package com.artisansdk.server.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @Test
    void readsOneObject() throws Mismatch {
        assertThat(JsonText.parse(" \t\r\n{\"a\": [1, {\"b\": null}]} \n").getJsonArray("a"))
                .hasSize(2);
    }

    @Test
    void ofDuplicateKeysTheLastOneCounts() throws Mismatch {
        JsonObject object = JsonText.parse("{\"a\": 1, \"b\": {\"c\": 1, \"c\": 2}, \"a\": 3}");

        assertThat(object.getInt("a")).isEqualTo(3);
        assertThat(object.getJsonObject("b").getInt("c")).isEqualTo(2);
    }

    @Test
    void takesTextAsItIs() throws Mismatch {
        assertThat(JsonText.parse("{\"a\": \"é/漢😀\\u0041\\/\"}").getString("a"))
                .isEqualTo("é/漢😀A/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\":1} x", "{\"a\":1}{\"b\":2}", "{}}", "{}😀", "{} ,", "{}[]", "{} null", "{}\u0000"})
    void nothingMayStandBehindTheObject(String text) {
        assertThatThrownBy(() -> JsonText.parse(text))
                .isInstanceOf(Mismatch.class)
                .hasMessage("There is more after the JSON object; it must be all there is.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":tru}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"",
                "{\"a\":1]",
                "{\"a\":[1}",
                "{/* */}",
                "{\"a\" 1}",
                "{,}",
                "{]"
            })
    void whatIsNoJsonIsRefused(String text) {
        assertThatThrownBy(() -> JsonText.parse(text)).isInstanceOf(Mismatch.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{}]", "1", "\"{}\"", "null", "true", "<xml/>", "\uFEFF{}", "x{}", "}{", "]"})
    void whatBeginsOtherwiseIsNoObject(String text) {
        assertThatThrownBy(() -> JsonText.parse(text))
                .isInstanceOf(Mismatch.class)
                .hasMessage("This is not a JSON object: it must begin with {.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void nothingIsNoObject(String text) {
        assertThatThrownBy(() -> JsonText.parse(text)).hasMessage("This is empty; it must be a JSON object.");
    }

    @Test
    void sixtyThousandSpacesAreNothing() {
        assertThatThrownBy(() -> JsonText.parse(" ".repeat(60_000)))
                .hasMessage("This is empty; it must be a JSON object.");
    }

    @Test
    void nestsAsDeepAsTheLimit() throws Mismatch {
        assertThat(JsonText.parse(nested(JsonText.MAX_DEPTH))).containsKey("a");
    }

    @Test
    void nestsNoDeeper() {
        assertThatThrownBy(() -> JsonText.parse(nested(JsonText.MAX_DEPTH + 1)))
                .hasMessage("This JSON nests deeper than 100 levels.");
    }

    @Test
    void objectsCountAsArraysDo() {
        String deep = "{\"a\":".repeat(JsonText.MAX_DEPTH + 1) + "1" + "}".repeat(JsonText.MAX_DEPTH + 1);

        assertThatThrownBy(() -> JsonText.parse(deep)).hasMessage("This JSON nests deeper than 100 levels.");
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 30_000, 1_000_000})
    void aVeryDeepOneIsRefusedBeforeItIsRead(int depth) {
        assertThatThrownBy(() -> JsonText.parse("{\"a\":" + "[".repeat(depth)))
                .hasMessage("This JSON nests deeper than 100 levels.");
    }

    @Test
    void bracketsInTextsAreNoNesting() throws Mismatch {
        String brackets = "[{".repeat(1_000) + "\\\"[" + "\\\\";

        assertThat(JsonText.parse("{\"a\": \"" + brackets + "\", \"b\": [1]}")).hasSize(2);
    }

    @Test
    void manyBesideEachOtherAreNoNesting() throws Mismatch {
        assertThat(JsonText.parse("{\"a\": [" + "[],".repeat(10_000) + "[]]}").getJsonArray("a"))
                .hasSize(10_001);
    }

    @Test
    void aNumberTooBigToBeOneIsRefused() {
        assertThatThrownBy(() -> {
                    JsonObject object = JsonText.parse("{\"a\": 1e99999999999}");
                    new RecordReader(Json.JSONB).read(object, Json.AnInt.class);
                })
                .isInstanceOf(Mismatch.class);
    }

    private static String nested(int depth) {
        return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }
}
