package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.testing.Connecting;
import com.artisansdk.server.testing.SteppedExecutor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CoalescedDeliveriesTest {

    record Said(String what) implements ServerMessage {}

    private final SteppedExecutor threads = new SteppedExecutor();
    private final Loop loop = new Loop(threads, () -> 0);
    private final Clients clients = new Clients();
    private final CoalescedDeliveries deliveries = new CoalescedDeliveries(clients, loop, this::say);
    private final Map<String, Supplier<Said>> states = new LinkedHashMap<>();
    private int made;

    @Test
    void whatIsOwedToManyIsMadeOnce() {
        onLoop(() -> {
            owe(0, "roster");
            owe(1, "roster");
            owe(2, "roster");
            assertThat(made).isZero();
        });

        assertThat(made).isEqualTo(1);
        assertThat(clients.heard(0)).containsExactly("roster");
        assertThat(clients.heard(2)).containsExactly("roster");
        assertThat(clients.heard(3)).isEmpty();
    }

    @Test
    void itIsMadeWhenItIsSentAndShowsHowThingsAreThen() {
        onLoop(() -> owe(0, "roster"));
        onLoop(() -> owe(0, "roster"));

        assertThat(made).isEqualTo(2);
    }

    @Test
    void nothingOvertakesIt() {
        onLoop(() -> {
            owe(0, "roster");
            tell(1, "to another");
            assertThat(made).isZero();
            tell(0, "to it");
        });

        assertThat(clients.heard(0)).containsExactly("roster", "to it");
    }

    @Test
    void nothingToEverybodyOvertakesIt() {
        onLoop(() -> {
            owe(0, "roster");
            say(Audience.everyone().except(clients.id(1)), new Said("to all"));
        });

        assertThat(clients.heard(0)).containsExactly("roster", "to all");
    }

    @Test
    void aLastWordComesBehindIt() {
        onLoop(() -> {
            owe(0, "roster");
            deliveries.end(clients.get(0), Optional.empty(), Disconnect.KICKED);
        });

        assertThat(clients.heard(0)).containsExactly("roster", "end");
    }

    @Test
    void whatIsOwedToOneKeepsItsOrderWhateverIsOwedToOthers() {
        onLoop(() -> {
            owe(0, "topics");
            owe(1, "roster");
            owe(1, "topics");
        });

        assertThat(clients.heard(0)).containsExactly("topics");
        assertThat(clients.heard(1)).containsExactly("roster", "topics");
    }

    @Test
    void nothingIsOwedAnyMoreWhenTheServerStops() {
        onLoop(() -> {
            owe(0, "roster");
            deliveries.stop();
        });

        assertThat(made).isZero();
        assertThat(clients.heard(0)).isEmpty();
    }

    /** Whatever is owed and told to whom, each hears what it would hear if everything was sent at once. */
    @Test
    void nobodyCouldTellItFromWhatIsSentAtOnce() {
        for (int seed = 0; seed < 500; seed++) {
            new CoalescedDeliveriesTest().live(new Random(seed), seed);
        }
    }

    private void live(Random random, int seed) {
        List<List<String>> expected = new ArrayList<>();
        IntStream.range(0, Clients.COUNT).forEach(i -> expected.add(new ArrayList<>()));
        for (int task = 0; task < 20; task++) {
            loop.execute(() -> {
                for (int step = random.nextInt(6); step > 0; step--) {
                    int one = random.nextInt(Clients.COUNT);
                    String text = "t" + random.nextInt(1_000);
                    switch (random.nextInt(8)) {
                        case 0 -> {
                            say(Audience.everyone(), new Said(text));
                            expected.forEach(heard -> heard.add(text));
                        }
                        case 1, 2 -> {
                            tell(one, text);
                            expected.get(one).add(text);
                        }
                        default -> {
                            String state = List.of("roster", "full", "topics").get(random.nextInt(3));
                            if (!expected.get(one).isEmpty()
                                    && expected.get(one)
                                            .get(expected.get(one).size() - 1)
                                            .equals(state)) {
                                continue;
                            }
                            owe(one, state);
                            expected.get(one).add(state);
                        }
                    }
                }
            });
            if (random.nextBoolean()) {
                threads.runAll();
            }
        }
        threads.runAll();

        for (int i = 0; i < Clients.COUNT; i++) {
            assertThat(clients.heard(i)).as("seed %d", seed).isEqualTo(expected.get(i));
        }
    }

    private void owe(int to, String what) {
        deliveries.owe(clients.get(to), states.computeIfAbsent(what, first -> () -> {
            made++;
            return new Said(what);
        }));
    }

    private void tell(int to, String what) {
        say(Audience.connection(clients.id(to)), new Said(what));
    }

    private void say(Audience audience, ServerMessage message) {
        deliveries.deliver(new Delivery(new UUID(0, 0), Instant.EPOCH, audience, message));
    }

    private void onLoop(Runnable task) {
        loop.execute(task);
        threads.runAll();
    }

    /** Four connections, and what was delivered to each. */
    private static final class Clients implements Deliveries {
        static final int COUNT = 4;
        private final List<Connection> all =
                IntStream.range(0, COUNT).mapToObj(Connecting::number).toList();
        private final Map<UUID, List<String>> heard = new LinkedHashMap<>();

        Clients() {
            all.forEach(connection -> heard.put(connection.id(), new ArrayList<>()));
        }

        Connection get(int number) {
            return all.get(number);
        }

        UUID id(int number) {
            return get(number).id();
        }

        List<String> heard(int number) {
            return heardBy(id(number));
        }

        private List<String> heardBy(UUID id) {
            return heard.computeIfAbsent(id, nobody -> new ArrayList<>());
        }

        @Override
        public long deliver(Delivery delivery) {
            String what = ((Said) delivery.message()).what();
            if (delivery.audience() instanceof Audience.One one) {
                heardBy(one.connection()).add(what);
            } else if (delivery.audience() instanceof Audience.Some some) {
                some.connections().forEach(id -> heardBy(id).add(what));
            } else if (delivery.audience() instanceof Audience.Except except) {
                heard.forEach((id, texts) -> {
                    if (!id.equals(except.connection())) {
                        texts.add(what);
                    }
                });
            } else {
                heard.values().forEach(texts -> texts.add(what));
            }
            return 0;
        }

        @Override
        public void end(Connection connection, Optional<Delivery> lastWord, Disconnect reason) {
            heardBy(connection.id()).add("end");
        }
    }
}
