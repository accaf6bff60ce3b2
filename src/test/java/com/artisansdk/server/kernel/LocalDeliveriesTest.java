package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Lane;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.SmallServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LocalDeliveriesTest {

    private static final NamedMessage NEWS = new NamedMessage("News", Map.of());

    private final SmallServer server = SmallServer.started();

    @Test
    void aGreetingAndTheRosterBehindItAreOneWrite() {
        Client alice = server.open();

        assertThat(alice.wire().writes())
                .singleElement()
                .satisfies(write -> assertThat(write).hasSize(2));
    }

    @Test
    void whatTasksThatFollowEachOtherHaveForAClientIsOneWrite() {
        Client alice = server.open();
        alice.forget();
        IntStream.range(0, 5)
                .forEach(i -> server.loop().execute(() -> server.manager().send(alice.connection(), NEWS)));
        server.settle();

        assertThat(alice.wire().writes())
                .singleElement()
                .satisfies(write -> assertThat(write).hasSize(5));
    }

    @Test
    void itIsEncodedOnceForAllOfALanguage() {
        List<Client> all = IntStream.range(0, 10).mapToObj(i -> server.open()).toList();
        int before = server.encoder().encoded();
        server.onLoop(() -> server.manager().broadcast(NEWS));

        assertThat(server.encoder().encoded()).isEqualTo(before + 1);
        assertThat(all)
                .allSatisfy(client -> assertThat(client.heardNames()).last().isEqualTo("News"));
    }

    @Test
    void whatComesBehindADeliveryToManyIsNotPartOfIt() {
        RecordingLane lane = new RecordingLane();
        server.with(lane);
        List<Client> all = IntStream.range(0, 100).mapToObj(i -> server.open()).toList();
        Client last = all.get(99);
        lane.given.clear();
        server.onLoop(() -> {
            server.manager().send(Audience.everyone().except(last.id()), NEWS);
            server.manager().send(last.connection(), NEWS);
        });

        assertThat(lane.given).containsExactly(99, 1);
    }

    @Test
    void whatIsForAFewLeavesWithOthers() {
        RecordingLane lane = new RecordingLane();
        server.with(lane);
        List<Client> all = IntStream.range(0, 10).mapToObj(i -> server.open()).toList();
        lane.given.clear();
        server.onLoop(() -> all.forEach(client -> server.manager().send(client.connection(), NEWS)));

        assertThat(lane.given).containsExactly(10);
    }

    /** A lane on which everybody writes at once, and that remembers how many it was given at a time. */
    private static final class RecordingLane implements Lane {
        private final List<Integer> given = new ArrayList<>();

        @Override
        public void write(List<Outbox> outboxes) {
            given.add(outboxes.size());
            outboxes.forEach(outbox -> outbox.write(() -> {}));
        }

        @Override
        public void execute(Runnable task) {
            task.run();
        }
    }
}
