package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.server.UpdateSubscriptions;
import com.artisansdk.server.message.server.UpdateTopics;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.SmallServer;
import com.artisansdk.server.topic.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TopicsTest {

    private static final NamedMessage GOAL = new NamedMessage("Goal", Map.of());

    private final SmallServer server = SmallServer.started();
    private final Client alice = server.open();
    private final Client bob = server.open();
    private final Client carol = server.open();

    @Test
    void aTopicThatIsRegisteredIsToldToEverybody() {
        forget();
        Topic news = register("news");

        assertThat(alice.heard(UpdateTopics.class)).containsExactly(new UpdateTopics(Map.of(news.uuid(), news)));
        assertThat(bob.heardNames()).containsExactly("UpdateTopics");
    }

    @Test
    void topicsAreListedInTheOrderTheyCame() {
        Topic news = register("news");
        Topic sport = register("sport");

        assertThat(server.ask(() -> server.manager().topics().all())).containsExactly(news, sport);
        UpdateTopics told = alice.heard(UpdateTopics.class).get(1);
        assertThat(told.topics().values()).containsExactly(news, sport);
    }

    @Test
    void oneThatIsThereAlreadyStaysAndNobodyIsTold() {
        Topic news = register("news");
        subscribe(news, alice);
        forget();

        assertThat(register("news")).isEqualTo(news);
        assertThat(members(news)).containsExactly(alice.connection());
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void aTopicIsFoundByNameAndByUuid() {
        Topic news = register("news");

        assertThat(find("news")).contains(news);
        assertThat(find(news.uuid().toString())).contains(news);
        assertThat(find("sport")).isEmpty();
        assertThat(find(UUID.randomUUID().toString())).isEmpty();
    }

    @Test
    void aBlankNameIsNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> register(" ")).withMessageContaining("must not be blank");
    }

    @Test
    void aNewcomerIsShownTheTopicsBehindItsRoster() {
        assertThat(server.open().heardNames()).containsExactly("ConnectionEstablished", "UpdateConnections");
        register("news");

        assertThat(server.open().heardNames())
                .containsExactly("ConnectionEstablished", "UpdateConnections", "UpdateTopics");
    }

    @Test
    void aSubscriptionIsKnownOnBothSidesAndToldToItsOwnerAlone() {
        Topic news = register("news");
        forget();
        subscribe(news, alice);

        assertThat(members(news)).containsExactly(alice.connection());
        assertThat(alice.connection().subscriptions()).containsOnly(Map.entry(news.uuid(), news));
        assertThat(alice.heard(UpdateSubscriptions.class))
                .containsExactly(new UpdateSubscriptions(Map.of(news.uuid(), news)));
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void whoSubscribesTwiceIsSubscribedOnce() {
        Topic news = register("news");
        subscribe(news, alice);
        subscribe(news, alice);
        forget();
        server.onLoop(() -> server.manager().send(Audience.topic(news), GOAL));

        assertThat(alice.heardNames()).containsExactly("Goal");
    }

    @Test
    void whatIsKeptIsTheLatest() {
        Topic news = register("news");
        server.onLoop(() -> server.manager().topics().subscribe(news, alice.connection(), Optional.of("first")));
        assertThat(kept(news, alice)).contains("first");

        server.onLoop(() -> server.manager().topics().subscribe(news, alice.connection(), Optional.of("second")));
        assertThat(kept(news, alice)).contains("second");
        assertThat(kept(news, bob)).isEmpty();
    }

    @Test
    void aSendReachesExactlyTheSubscribers() {
        Topic news = register("news");
        Topic sport = register("sport");
        subscribe(news, alice);
        subscribe(news, bob);
        subscribe(sport, carol);
        forget();
        server.onLoop(() -> server.manager().send(Audience.topic(news), GOAL));
        server.onLoop(() -> server.manager().send(Audience.topic(news).except(alice.id()), GOAL));

        assertThat(alice.heardNames()).containsExactly("Goal");
        assertThat(bob.heardNames()).containsExactly("Goal", "Goal");
        assertThat(carol.heard()).isEmpty();
    }

    @Test
    void aSendIsEncodedOnceAndNotAtAllForNobody() {
        Topic news = register("news");
        int before = server.encoder().encoded();
        server.onLoop(() -> server.manager().send(Audience.topic(news), GOAL));
        assertThat(server.encoder().encoded()).isEqualTo(before);

        subscribe(news, alice);
        subscribe(news, bob);
        before = server.encoder().encoded();
        server.onLoop(() -> server.manager().send(Audience.topic(news), GOAL));
        assertThat(server.encoder().encoded()).isEqualTo(before + 1);
    }

    @Test
    void everySendIsNumbered() {
        Topic news = register("news");
        Topic sport = register("sport");
        server.onLoop(() -> {
            server.manager().send(Audience.topic(news), GOAL);
            server.manager().send(Audience.topic(news).except(alice.id()), GOAL);
            server.manager().send(Audience.topic(sport), GOAL);
            server.manager().broadcast(GOAL);
        });

        assertThat(server.ask(() -> server.manager().topics().sending(news.uuid())))
                .contains(3L);
        assertThat(server.ask(() -> server.manager().topics().sending(sport.uuid())))
                .contains(2L);
        assertThat(server.ask(() -> server.manager().topics().sending(UUID.randomUUID())))
                .isEmpty();
    }

    @Test
    void whoUnsubscribesIsToldAndHearsNoMore() {
        Topic news = register("news");
        subscribe(news, alice);
        subscribe(news, bob);
        forget();
        server.onLoop(() -> server.manager().unsubscribe(news, alice.connection()));
        server.onLoop(() -> server.manager().send(Audience.topic(news), GOAL));

        assertThat(alice.heard(UpdateSubscriptions.class)).containsExactly(new UpdateSubscriptions(Map.of()));
        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions");
        assertThat(bob.heardNames()).containsExactly("Goal");
        assertThat(members(news)).containsExactly(bob.connection());
    }

    @Test
    void aRegisteredTopicOutlivesItsLastSubscriber() {
        Topic news = register("news");
        subscribe(news, alice);
        server.onLoop(() -> server.manager().unsubscribe(news, alice.connection()));

        assertThat(find("news")).contains(news);
    }

    @Test
    void anUnregisteredTopicIsToldToItsSubscribersThenToEverybody() {
        Topic news = register("news");
        Topic sport = register("sport");
        subscribe(news, alice);
        subscribe(sport, alice);
        forget();
        server.onLoop(() -> server.manager().topics().unregister(news));

        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions", "UpdateTopics");
        assertThat(alice.heard(UpdateSubscriptions.class))
                .containsExactly(new UpdateSubscriptions(Map.of(sport.uuid(), sport)));
        assertThat(bob.heard())
                .extracting(said -> said.message())
                .containsExactly(new UpdateTopics(Map.of(sport.uuid(), sport)));
        assertThat(find("news")).isEmpty();
        assertThat(members(news)).isEmpty();
        assertThat(alice.connection().subscriptions()).containsOnlyKeys(sport.uuid());
    }

    @Test
    void oneThatIsNotThereIsUnregisteredWithoutAWord() {
        Topic news = register("news");
        server.onLoop(() -> server.manager().topics().unregister(news));
        forget();
        server.onLoop(() -> server.manager().topics().unregister(news));

        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void aTopicRegisteredAgainIsAnotherOne() {
        Topic news = register("news");
        subscribe(news, alice);
        server.onLoop(() -> server.manager().topics().unregister(news));
        Topic again = register("news");

        assertThat(again.uuid()).isNotEqualTo(news.uuid());
        assertThat(members(again)).isEmpty();
        subscribe(news, bob);
        assertThat(bob.connection().subscriptions()).isEmpty();
    }

    @Test
    void aClosedConnectionLeavesAllItsTopicsWithoutAWord() {
        Topic news = register("news");
        Topic sport = register("sport");
        subscribe(news, alice);
        subscribe(sport, alice);
        subscribe(sport, bob);
        forget();
        server.close(alice);

        assertThat(members(news)).isEmpty();
        assertThat(members(sport)).containsExactly(bob.connection());
        assertThat(alice.connection().subscriptions()).isEmpty();
        assertThat(alice.heard()).isEmpty();
        assertThat(bob.heard(UpdateSubscriptions.class)).isEmpty();
    }

    @Test
    void aConnectionThatIsClosedByTheServerLeavesThemToo() {
        Topic news = register("news");
        subscribe(news, alice);
        server.onLoop(() -> server.manager().end(alice.connection(), Disconnect.KICKED));

        assertThat(members(news)).isEmpty();
    }

    @Test
    void aClosedConnectionCannotSubscribe() {
        Topic news = register("news");
        server.close(alice);
        subscribe(news, alice);

        assertThat(members(news)).isEmpty();
        assertThat(alice.connection().subscriptions()).isEmpty();
    }

    @Test
    void aRestartForgetsAllTopics() {
        register("news");
        server.onLoop(() -> server.manager().restart());

        assertThat(find("news")).isEmpty();
        assertThat(server.open().heardNames()).doesNotContain("UpdateTopics");
    }

    @Test
    void offTheLoopThereIsNothingToTouch() {
        assertThatIllegalStateException().isThrownBy(() -> server.manager().topics());
        Topic news = register("news");
        assertThatThrownBy(() -> server.manager().subscribe(news, alice.connection()))
                .isInstanceOf(IllegalStateException.class);
    }

    private Topic register(String name) {
        return server.ask(() -> server.manager().topics().register(name));
    }

    private void subscribe(Topic topic, Client client) {
        server.onLoop(() -> server.manager().subscribe(topic, client.connection()));
    }

    private Optional<Topic> find(String nameOrUuid) {
        return server.ask(() -> server.manager().topics().find(nameOrUuid));
    }

    private Optional<Object> kept(Topic topic, Client client) {
        return server.ask(() -> server.manager().topics().kept(topic, client.connection()));
    }

    private List<Connection> members(Topic topic) {
        return server.ask(() -> server.manager().topics().members(topic.uuid()).stream()
                .map(Membership::connection)
                .toList());
    }

    private void forget() {
        List.of(alice, bob, carol).forEach(Client::forget);
    }
}
