package com.artisansdk.server.bench.bare;

import jakarta.websocket.OnClose;
import jakarta.websocket.OnMessage;
import jakarta.websocket.OnOpen;
import jakarta.websocket.Session;
import jakarta.websocket.server.ServerEndpoint;
import java.util.UUID;

/** Greets, and echoes. */
@ServerEndpoint("/")
public class BareEndpoint {

    @OnOpen
    public void open(Session session) {
        String id = UUID.randomUUID().toString();
        Sessions.add(id, session);
        Sessions.send(session, "{\"name\":\"Hello\",\"uuid\":\"" + id + "\"}");
    }

    @OnMessage
    public void text(Session session, String text) {
        Sessions.send(session, text);
    }

    @OnClose
    public void close(Session session) {
        Sessions.remove(session);
    }
}
