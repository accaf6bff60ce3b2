package com.artisansdk.server.bench.bare;

import jakarta.websocket.Session;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who is connected. */
final class Sessions {

    private static final Set<Session> OPEN = ConcurrentHashMap.newKeySet();

    private Sessions() {}

    static void add(Session session) {
        OPEN.add(session);
    }

    static void remove(Session session) {
        OPEN.remove(session);
    }

    static void broadcast(String text) {
        for (Session session : OPEN) {
            send(session, text);
        }
    }

    static void send(Session session, String text) {
        session.getAsyncRemote().sendText(text, result -> {
            if (!result.isOK()) {
                OPEN.remove(session);
            }
        });
    }
}
