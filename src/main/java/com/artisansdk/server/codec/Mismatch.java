package com.artisansdk.server.codec;

/** Thrown for JSON that does not fit. Its message names the field, its value, and what it must be; it may be shown to anyone. */
public final class Mismatch extends Exception {

    private static final long serialVersionUID = 1L;

    private final String text;

    /** A mismatch with the text the sender gets to read. */
    public Mismatch(String text) {
        super(text, null, false, false);
        this.text = text;
    }

    /** What does not fit, its value, and what it must be. */
    public String text() {
        return text;
    }
}
