package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.client.Subscribe;
import com.artisansdk.server.message.server.UpdateSubscriptions;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.SmallServer;
import com.artisansdk.server.testing.SteppedExecutor;
import com.artisansdk.server.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Families of topics: any name that fits, made when somebody comes, gone with the last. */
class OpenedTopicsTest {

    private final SteppedExecutor elsewhere = new SteppedExecutor();
    private final SmallServer server = SmallServer.started().with(elsewhere);
    private final Client alice = server.open();
    private final Client bob = server.open();
    private final List<Topic> asked = new ArrayList<>();

    @BeforeEach
    void open() {
        server.onLoop(() -> {
            server.manager().topics().open(name -> name.startsWith("room-"), request -> {
                asked.add(request.topic());
                return Admission.granted();
            });
            server.manager()
                    .topics()
                    .open(
                            name -> name.startsWith("slow-"),
                            TopicRule.slow(request -> Admission.granted(request.topic())));
        });
        alice.forget();
        bob.forget();
    }

    @Test
    void aTopicIsMadeForItsFirstSubscriberAndGoneWithItsLast() {
        assertThat(find("room-1")).isEmpty();
        asks(alice, "room-1");
        Topic room = find("room-1").orElseThrow();
        asks(bob, "room-1");
        assertThat(find("room-1")).contains(room);

        server.onLoop(() -> server.manager().unsubscribe(room, alice.connection()));
        assertThat(find("room-1")).contains(room);
        server.close(bob);
        assertThat(find("room-1")).isEmpty();
    }

    @Test
    void itIsListedToNobodyButItsSubscribers() {
        asks(alice, "room-1");
        Topic room = find("room-1").orElseThrow();

        assertThat(server.ask(() -> server.manager().topics().all())).isEmpty();
        assertThat(alice.heard(UpdateSubscriptions.class))
                .singleElement()
                .satisfies(told -> assertThat(told.subscriptions()).containsValue(room));
        assertThat(bob.heard()).isEmpty();
        assertThat(server.open().heardNames()).doesNotContain("UpdateTopics");
    }

    @Test
    void theRuleIsAskedAboutTheTopicThatIsMade() {
        asks(alice, "room-1");

        assertThat(asked).containsExactly(find("room-1").orElseThrow());
    }

    @Test
    void itIsUnregisteredWithoutTellingThoseWhoNeverKnew() {
        asks(alice, "room-1");
        alice.forget();
        Topic room = find("room-1").orElseThrow();
        server.onLoop(() -> server.manager().topics().unregister(room));

        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions");
        assertThat(bob.heard()).isEmpty();
    }

    @Test
    void aNameThatFitsNoFamilyIsNotFound() {
        assertThatThrownBy(() -> asks(alice, "kitchen")).satisfies(isA(Fault.NOT_FOUND));
    }

    @Test
    void aNameThatIsTooLongFitsNone() {
        assertThatThrownBy(() -> asks(alice, "room-" + "x".repeat(Topics.LONGEST_OPENED)))
                .satisfies(isA(Fault.NOT_FOUND));
    }

    @Test
    void aClientGetsIntoSoManyAndNoMore() {
        for (int room = 0; room < Topics.MOST_OPENED; room++) {
            asks(alice, "room-" + room);
        }
        assertThatThrownBy(() -> asks(alice, "room-x")).satisfies(isA(Fault.FORBIDDEN));

        asks(bob, "room-y");
        assertThatThrownBy(() -> asks(alice, "room-y"))
                .as("one that another has made counts as well")
                .satisfies(isA(Fault.FORBIDDEN));
        asks(alice, "room-7");

        Topic seven = find("room-7").orElseThrow();
        server.onLoop(() -> server.manager().unsubscribe(seven, alice.connection()));
        asks(alice, "room-y");
        assertThat(alice.connection().subscriptions()).hasSize(Topics.MOST_OPENED);
    }

    @Test
    void registeredTopicsDoNotCountAgainstThat() {
        for (int topic = 0; topic <= Topics.MOST_OPENED; topic++) {
            String name = "news-" + topic;
            server.onLoop(() -> server.manager().topics().register(name));
            asks(alice, name);
        }
        asks(alice, "room-1");

        assertThat(alice.connection().subscriptions()).hasSize(Topics.MOST_OPENED + 2);
    }

    @Test
    void manySlowQuestionsAtOnceDoNotGetPastTheBound() {
        for (int room = 0; room < Topics.MOST_OPENED - 1; room++) {
            asks(alice, "room-" + room);
        }
        asks(alice, "slow-1");
        asks(alice, "slow-2");
        answer();

        assertThat(alice.connection().subscriptions()).hasSize(Topics.MOST_OPENED);
        assertThat(find("slow-2")).isEmpty();
    }

    @Test
    void twoThatAskSlowlyForTheSameMeetInOneTopic() {
        asks(alice, "slow-1");
        asks(bob, "slow-1");
        answer();
        Topic slow = find("slow-1").orElseThrow();

        assertThat(server.ask(
                        () -> server.manager().topics().members(slow.uuid()).size()))
                .isEqualTo(2);
    }

    @Test
    void whoHasClosedMeanwhileLeavesNoEmptyTopicBehind() {
        asks(alice, "slow-1");
        server.close(alice);
        answer();

        assertThat(find("slow-1")).isEmpty();
    }

    @Test
    void aTopicThatIsRegisteredMeanwhileAsksItsOwnRule() {
        asks(alice, "slow-1");
        server.onLoop(() -> server.manager().topics().register("slow-1", TopicRule.ADMINS));
        answer();

        assertThat(alice.connection().subscriptions()).isEmpty();
    }

    @Test
    void aTopicThatIsRegisteredTakesTheNameFromTheFamily() {
        asks(alice, "room-1");
        Topic room = find("room-1").orElseThrow();
        alice.forget();
        Topic registered = server.ask(() -> server.manager().topics().register("room-1", TopicRule.ADMINS));

        assertThat(find("room-1")).contains(registered).isNotEqualTo(Optional.of(room));
        assertThat(alice.connection().subscriptions()).isEmpty();
        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions", "UpdateTopics");
    }

    @Test
    void aRuleMayRegisterTheTopicItIsAskedFor() {
        server.onLoop(() -> server.manager().topics().open(name -> name.startsWith("hall-"), request -> {
            server.manager().topics().register(request.topic().name());
            return Admission.granted();
        }));
        asks(alice, "hall-1");

        assertThat(server.ask(() -> server.manager().topics().all()))
                .singleElement()
                .satisfies(
                        hall -> assertThat(alice.connection().subscriptions()).containsValue(hall));
    }

    private void asks(Client client, String name) {
        Subscribe subscribe = new Subscribe(name, Optional.empty());
        Received<Subscribe> received = new Received<>(client.connection(), Envelope.of(subscribe, Instant.EPOCH));
        server.onLoop(() -> server.manager().requestSubscription(received, name, Optional.empty()));
    }

    private static ThrowingConsumer<Throwable> isA(Fault fault) {
        return thrown -> assertThat(((Rejection) thrown).fault()).isEqualTo(fault);
    }

    private void answer() {
        elsewhere.runAll();
        server.settle();
    }

    private Optional<Topic> find(String name) {
        return server.ask(() -> server.manager().topics().find(name));
    }
}
