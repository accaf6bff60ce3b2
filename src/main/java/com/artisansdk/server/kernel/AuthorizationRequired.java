package com.artisansdk.server.kernel;

/** Thrown where protection refuses; the client is prompted for authentication. Not an accident: no stack trace. */
public final class AuthorizationRequired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A refusal to do something, named for logs. */
    public AuthorizationRequired(String what) {
        super(what + " requires authorization", null, false, false);
    }
}
