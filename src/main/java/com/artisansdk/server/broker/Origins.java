package com.artisansdk.server.broker;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which pages may connect. A browser tells where its page is from (RFC 6454), and a page cannot make it tell otherwise. */
final class Origins {

    private static final int MOST_SHOWN = 100;

    private Origins() {}

    /**
     * Whether a handshake may be answered.
     *
     * @param origin what the client says; {@code null} when it says nothing, and so is no browser
     * @param allowed origins in lower case; any, when there are none
     */
    static boolean allow(@Nullable String origin, List<String> allowed) {
        return origin == null || allowed.isEmpty() || allowed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /** An origin as the log may show it: anybody may send anything. */
    static String shown(String origin) {
        String printable = origin.replaceAll("[^\\x21-\\x7e]", "?");
        return printable.length() <= MOST_SHOWN ? printable : printable.substring(0, MOST_SHOWN) + "...";
    }
}
