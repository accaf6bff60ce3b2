package com.artisansdk.server.kernel;

import java.util.Optional;

/** What a topic's rule answers. */
public sealed interface Admission {

    /**
     * It may subscribe.
     *
     * @param kept anything that the rule wants to have kept with the membership
     */
    record Granted(Optional<Object> kept) implements Admission {}

    /**
     * It may not.
     *
     * @param why what the client is told
     */
    record Denied(String why) implements Admission {}

    /** It may subscribe. */
    static Admission granted() {
        return new Granted(Optional.empty());
    }

    /** It may subscribe, and this is kept with the membership. */
    static Admission granted(Object kept) {
        return new Granted(Optional.of(kept));
    }

    /** It may not subscribe, and is told why. */
    static Admission denied(String why) {
        return new Denied(why);
    }
}
