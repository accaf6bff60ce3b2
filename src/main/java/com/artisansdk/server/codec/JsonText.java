package com.artisansdk.server.codec;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import java.io.StringReader;
import java.util.Map;

/** Reads a text that must be one JSON object, and nothing after it. */
public final class JsonText {

    /** How deep objects and arrays may nest (RFC 8259, section 9, leaves the limit to the parser). */
    public static final int MAX_DEPTH = 100;

    private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());

    private JsonText() {}

    /**
     * Parses a text. Of duplicate keys the last one counts.
     *
     * @throws Mismatch if it is anything but one object
     */
    public static JsonObject parse(String text) throws Mismatch {
        requireOneObjectNotTooDeep(text);
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            return reader.readObject();
        } catch (JsonException | IllegalStateException | NumberFormatException | UnsupportedOperationException bad) {
            throw new Mismatch("This is not a JSON object.");
        }
    }

    /**
     * One pass ahead of the parser, which recurses, would build what it refuses in the end, and does not mind what comes after. What is
     * no JSON in other ways is left to it.
     */
    private static void requireOneObjectNotTooDeep(String text) throws Mismatch {
        int depth = 0;
        boolean inString = false;
        boolean begun = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (inString) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    inString = false;
                }
                continue;
            }
            if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
                continue;
            }
            if (depth == 0) {
                requireBeginning(begun, c);
                begun = true;
            }
            switch (c) {
                case '"' -> inString = true;
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw new Mismatch("This JSON nests deeper than " + MAX_DEPTH + " levels.");
            }
        }
        if (!begun) {
            throw new Mismatch("This is empty; it must be a JSON object.");
        }
    }

    private static void requireBeginning(boolean begun, char c) throws Mismatch {
        if (begun) {
            throw new Mismatch("There is more after the JSON object; it must be all there is.");
        }
        if (c != '{') {
            throw new Mismatch("This is not a JSON object: it must begin with {.");
        }
    }
}
