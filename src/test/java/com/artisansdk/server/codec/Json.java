package com.artisansdk.server.codec;

import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;

/** What the tests of this room share. */
final class Json {

    static final Jsonb JSONB = JsonbBuilder.create();

    record AnInt(int a) {}

    private Json() {}

    /** Reads a text as a record. */
    static <R> R read(String text, Class<R> type) throws Mismatch {
        return new RecordReader(JSONB).read(JsonText.parse(text), type);
    }

    /** Reads the one field {@code a} of a record. */
    static <R> R readA(String value, Class<R> type) throws Mismatch {
        return read("{\"a\": " + value + "}", type);
    }

    /** Writes a record. */
    static String write(Object of) {
        RecordWriter writer = new RecordWriter(JSONB);
        return writer.object(json -> writer.fields(json, of));
    }
}
