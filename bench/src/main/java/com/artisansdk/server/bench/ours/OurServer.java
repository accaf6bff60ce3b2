package com.artisansdk.server.bench.ours;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.bench.Stamp;
import com.artisansdk.server.bench.trigger.Contender;
import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Audience;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Received;
import com.artisansdk.server.kernel.TopicRule;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.client.Subscribe;
import com.artisansdk.server.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The server. What is to be sent goes through its loop, as an application's commands and listeners do. */
@ApplicationScoped
public class OurServer implements Contender {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    private Manager manager;

    private volatile List<Topic> topics = List.of();

    @Override
    public void everyone(Stamp stamp) {
        send(Audience.everyone(), stamp, Payload.BYTES);
    }

    @Override
    public void everyoneBut(String id, Stamp stamp) {
        send(Audience.everyone().except(UUID.fromString(id)), stamp, Payload.BYTES);
    }

    @Override
    public void one(String id, Stamp stamp, int bytes) {
        send(Audience.connection(UUID.fromString(id)), stamp, bytes);
    }

    @Override
    public void topic(int topic, Stamp stamp) {
        send(Audience.topic(topics.get(topic)), stamp, Payload.BYTES);
    }

    /** Of an opened family, whose topics are listed to nobody: a thousand listed ones would be told to everybody, a thousand times. */
    @Override
    public void topics(int count, int size, List<String> ids) throws Exception {
        String family = "bench-" + UUID.randomUUID() + "-";
        topics = onLoop(() -> {
            manager.topics().open(name -> name.startsWith(family), TopicRule.ANYONE);
            List<Topic> made = new ArrayList<>();
            int next = 0;
            for (int i = 0; i < count; i++) {
                String name = family + i;
                for (int member = 0; member < size; member++) {
                    subscribe(UUID.fromString(ids.get(next++ % ids.size())), name);
                }
                made.add(manager.topics().find(name).orElseThrow());
            }
            return List.copyOf(made);
        });
    }

    private void subscribe(UUID id, String topic) throws Exception {
        Connection connection = manager.connections().find(id).orElseThrow();
        Subscribe wish = new Subscribe(topic, Optional.empty());
        manager.requestSubscription(
                new Received<>(connection, Envelope.of(wish, manager.now())), topic, Optional.empty());
    }

    @Override
    public int open() throws Exception {
        return onLoop(() -> manager.connections().size());
    }

    private void send(Audience audience, Stamp stamp, int bytes) {
        manager.loop().execute("bench", () -> manager.send(audience, Tick.of(stamp, bytes)));
    }

    private <T> T onLoop(Callable<T> work) throws Exception {
        return manager.loop().call("bench", work).await(PATIENCE);
    }
}
