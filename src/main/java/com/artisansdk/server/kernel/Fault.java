package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Disconnect;
import java.util.Optional;

/** What can be wrong with what a client did: the words of the protocol, their codes, and whether they end the connection. */
public enum Fault {
    MALFORMED_MESSAGE("MalformedMessage", 400, Disconnect.MALFORMED),
    UNKNOWN_MESSAGE("UnknownMessage", 400),
    INVALID_MESSAGE("InvalidMessage", 400),
    NOT_FOUND("NotFound", 404),
    FORBIDDEN("Forbidden", 403),
    RATE_LIMITED("RateLimited", 429),
    SERVER_FULL("ServerFull", 503, Disconnect.FULL),
    SERVER_ERROR("ServerError", 500);

    private final String word;
    private final int code;
    private final Optional<Disconnect> disconnect;

    Fault(String word, int code) {
        this.word = word;
        this.code = code;
        this.disconnect = Optional.empty();
    }

    Fault(String word, int code, Disconnect disconnect) {
        this.word = word;
        this.code = code;
        this.disconnect = Optional.of(disconnect);
    }

    /** The stable word of the protocol. */
    public String word() {
        return word;
    }

    /** A number in the manner of HTTP. */
    public int code() {
        return code;
    }

    /** How the connection ends after this, if it does. */
    public Optional<Disconnect> disconnect() {
        return disconnect;
    }
}
