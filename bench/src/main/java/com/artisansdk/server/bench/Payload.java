package com.artisansdk.server.bench;

/** Makes frames of one size, whoever sends them. */
public final class Payload {

    /** What every frame weighs, where nothing else is said. */
    public static final int BYTES = 200;

    /** The name of a frame that is sent. */
    public static final String TICK = "Tick";

    /** The name of a frame that is to be answered. */
    public static final String ECHO = "Echo";

    /** The name of a frame that is not answered. */
    public static final String REMARK = "Remark";

    private static final int QUOTES = "{\"name\":\"\",\"stamp\":\"\",\"padding\":\"\"}".length();

    /** What the server adds to each frame. */
    private static final int ENVELOPE =
            ",\"id\":\"00000000-0000-0000-0000-000000000000\",\"timestamp\":1234567890.123456".length();

    private Payload() {}

    /** A frame as the bare endpoint and the load client send it: the whole of it. */
    public static String text(String name, Stamp stamp, int bytes) {
        String text = stamp.text();
        return "{\"name\":\"" + name + "\",\"stamp\":\"" + text + "\",\"padding\":\""
                + padding(bytes - QUOTES - name.length() - text.length()) + "\"}";
    }

    /** What the server's frame of that name is filled up with, to be as long. */
    public static String paddingWithin(String name, String stamp, int bytes) {
        return padding(bytes - QUOTES - ENVELOPE - name.length() - stamp.length());
    }

    private static String padding(int length) {
        return "x".repeat(Math.max(0, length));
    }
}
