package com.artisansdk.server.broker;

import jakarta.websocket.Session;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who shook hands: the client's address, and the container's user if there is one.
 *
 * <p>It travels from the handshake to the session as the session's principal. A handshake's user properties would seem the place
 * for it, but on Undertow all handshakes share them, and one client would be taken for another.
 */
record Caller(String address, Optional<Principal> user) implements Principal {

    static Caller of(Session session) {
        return session.getUserPrincipal() instanceof Caller caller ? caller : new Caller("", Optional.empty());
    }

    static Caller of(String address, @Nullable Principal user) {
        return new Caller(address, Optional.ofNullable(user));
    }

    @Override
    public String getName() {
        return user.map(Principal::getName).orElse("");
    }
}
