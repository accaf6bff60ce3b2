package com.artisansdk.server.kernel;

import java.util.Optional;

/**
 * Thrown by a handler, a listener or a command to tell the client what was wrong with its message. A normal answer, not an
 * accident: it is not logged and carries no stack trace.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final String text;

    /** A rejection with the text the client gets to read. */
    public Rejection(Fault fault, String message) {
        super(message, null, false, false);
        this.text = message;
        this.fault = fault;
    }

    /** That something named does not exist. */
    public static Rejection notFound(String what, Object which) {
        return new Rejection(Fault.NOT_FOUND, "There is no " + what + " " + which + ".");
    }

    /** That something is not allowed to this client, whatever key it has. */
    public static Rejection forbidden(String message) {
        return new Rejection(Fault.FORBIDDEN, message);
    }

    /** What the client is told. */
    Refusal refusal(Optional<String> replyTo) {
        return new Refusal(fault, text, replyTo);
    }

    public Fault fault() {
        return fault;
    }
}
