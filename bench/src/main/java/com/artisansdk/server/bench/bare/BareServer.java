package com.artisansdk.server.bench.bare;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.bench.Stamp;
import com.artisansdk.server.bench.trigger.Contender;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.websocket.Session;
import java.util.ArrayList;
import java.util.List;

/** The bare endpoint: whoever has something to say loops over the sessions. */
@ApplicationScoped
public class BareServer implements Contender {

    private volatile List<List<Session>> topics = List.of();

    @Override
    public void everyone(Stamp stamp) {
        Sessions.broadcast(Sessions.all(), tick(stamp, Payload.BYTES));
    }

    @Override
    public void everyoneBut(String id, Stamp stamp) {
        String text = tick(stamp, Payload.BYTES);
        Session but = Sessions.get(id);
        for (Session session : Sessions.all()) {
            if (session != but) {
                Sessions.send(session, text);
            }
        }
    }

    @Override
    public void one(String id, Stamp stamp, int bytes) {
        Session session = Sessions.get(id);
        if (session != null) {
            Sessions.send(session, tick(stamp, bytes));
        }
    }

    @Override
    public void topic(int topic, Stamp stamp) {
        Sessions.broadcast(topics.get(topic), tick(stamp, Payload.BYTES));
    }

    @Override
    public void topics(int count, int size, List<String> ids) {
        List<List<Session>> made = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < count; i++) {
            List<Session> members = new ArrayList<>();
            for (int member = 0; member < size; member++) {
                members.add(Sessions.get(ids.get(next++ % ids.size())));
            }
            made.add(members);
        }
        topics = made;
    }

    @Override
    public int open() {
        return Sessions.all().size();
    }

    private static String tick(Stamp stamp, int bytes) {
        return Payload.text(Payload.TICK, stamp, bytes);
    }
}
