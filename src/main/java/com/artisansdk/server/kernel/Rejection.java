package com.artisansdk.server.kernel;

/**
 * Thrown by a handler, a listener or a command to tell the client what was wrong with its message. A normal answer, not an
 * accident: it is not logged and carries no stack trace.
 */
public final class Rejection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** A rejection with the text the client gets to read. */
    public Rejection(Fault fault, String message) {
        super(message, null, false, false);
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

    public Fault fault() {
        return fault;
    }
}
