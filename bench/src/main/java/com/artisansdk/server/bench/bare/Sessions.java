package com.artisansdk.server.bench.bare;

import jakarta.websocket.Session;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Who is connected, and the loop over them. */
final class Sessions {

    private static final Map<String, Session> OPEN = new ConcurrentHashMap<>();
    private static final String ID = "id";

    private Sessions() {}

    static void add(String id, Session session) {
        session.getUserProperties().put(ID, id);
        OPEN.put(id, session);
    }

    static void remove(Session session) {
        OPEN.remove((String) session.getUserProperties().get(ID));
    }

    static Session get(String id) {
        return OPEN.get(id);
    }

    static Collection<Session> all() {
        return OPEN.values();
    }

    static void broadcast(Iterable<Session> sessions, String text) {
        for (Session session : sessions) {
            send(session, text);
        }
    }

    static void send(Session session, String text) {
        session.getAsyncRemote().sendText(text, result -> {
            if (!result.isOK()) {
                remove(session);
            }
        });
    }
}
