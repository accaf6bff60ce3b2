package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.listener.TopicListener;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.client.Subscribe;
import com.artisansdk.server.message.client.Unsubscribe;
import com.artisansdk.server.message.server.MessageException;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import com.artisansdk.server.testing.SteppedExecutor;
import com.artisansdk.server.topic.Topic;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is let into a topic, and what a client that asks is told. */
class AdmissionsTest {

    private final SteppedExecutor elsewhere = new SteppedExecutor();
    private final SmallServer server =
            new SmallServer().with(new TopicListener()).with(elsewhere);
    private final List<SubscribeRequest> asked = new ArrayList<>();
    private Intake intake = server.intake((from, envelope) -> {});
    private Client alice = server.connect();

    @BeforeEach
    void start() {
        server.start();
        intake = server.intake((from, envelope) -> server.manager().receive(from, envelope));
        alice = server.open();
        alice.forget();
    }

    @Test
    void anybodyMaySubscribeToATopicWithoutARule() {
        Topic news = register("news", TopicRule.ANYONE);
        says(alice, subscribe("news"));

        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions");
        assertThat(isIn(news, alice)).isTrue();
    }

    @Test
    void theUuidIsAsGoodAsTheName() {
        Topic news = register("news", TopicRule.ANYONE);
        says(alice, subscribe(news.uuid().toString()));
        assertThat(isIn(news, alice)).isTrue();

        says(alice, new Unsubscribe(news.uuid().toString()));
        assertThat(isIn(news, alice)).isFalse();
        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions", "UpdateSubscriptions");
    }

    @Test
    void whatIsNotThereIsNotFound() {
        says(alice, subscribe("news"));
        assertThat(told(alice)).containsExactly("NotFound There is no topic news. m1");

        alice.forget();
        says(alice, new Unsubscribe("news"));
        assertThat(told(alice)).containsExactly("NotFound There is no topic news. m1");
    }

    @Test
    void whoUnsubscribesFromWhatItIsNotInHearsWhatItIsIn() {
        register("news", TopicRule.ANYONE);
        says(alice, new Unsubscribe("news"));

        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions");
    }

    @Test
    void someTopicsAreForAdmins() {
        Topic secrets = register("secrets", TopicRule.ADMINS);
        says(alice, subscribe("secrets"));
        assertThat(told(alice)).containsExactly("Forbidden Only admins may subscribe to this topic. m1");
        assertThat(isIn(secrets, alice)).isFalse();

        server.makeAdmin(alice);
        says(alice, subscribe("secrets"));
        assertThat(isIn(secrets, alice)).isTrue();
    }

    @Test
    void theApplicationItselfSubscribesWhomItLikes() {
        Topic secrets = register("secrets", TopicRule.ADMINS);
        server.onLoop(() -> server.manager().subscribe(secrets, alice.connection()));

        assertThat(isIn(secrets, alice)).isTrue();
    }

    @Test
    void aRuleSeesWhoAsksForWhatAndWhatItBroughtAlong() {
        Topic news = register("news", request -> {
            asked.add(request);
            return Admission.denied("Not you.");
        });
        server.onLoop(() -> {
            alice.connection().become("player");
            alice.connection().belongTo("ada");
        });
        says(alice, new Subscribe("news", Optional.of("ticket 7")));

        assertThat(asked)
                .containsExactly(new SubscribeRequest(
                        news, alice.id(), "player", Optional.of("ada"), false, Optional.of("ticket 7")));
        assertThat(told(alice)).containsExactly("Forbidden Not you. m1");
    }

    @Test
    void whatARuleReturnsIsKeptWithTheMembership() {
        Topic news = register(
                "news", request -> Admission.granted("seat " + request.data().orElse("")));
        says(alice, new Subscribe("news", Optional.of("7")));

        assertThat(server.ask(() -> server.manager().topics().kept(news, alice.connection())))
                .contains("seat 7");
        assertThat(server.ask(() -> server.manager().topics().members(news.uuid())))
                .containsExactly(new Membership(alice.connection(), Optional.of("seat 7")));
    }

    @Test
    void aRuleThatFailsLetsNobodyInAndIsAServerError() {
        Topic news = register("news", request -> {
            throw new IllegalStateException("no database");
        });
        try (LogLines log = LogLines.of(Listeners.class)) {
            says(alice, subscribe("news"));
            assertThat(log.lines()).hasSize(1);
        }

        assertThat(told(alice)).singleElement().asString().startsWith("ServerError ");
        assertThat(isIn(news, alice)).isFalse();
    }

    @Test
    void aSlowRuleIsAskedOffTheLoopAndItsAnswerCountsOnIt() {
        Topic news = register("news", TopicRule.slow(request -> {
            assertThat(server.loop().isCurrent()).isFalse();
            return Admission.granted("kept");
        }));
        says(alice, subscribe("news"));
        assertThat(isIn(news, alice)).isFalse();
        assertThat(alice.heard()).isEmpty();

        answer();
        assertThat(isIn(news, alice)).isTrue();
        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions");
        assertThat(server.ask(() -> server.manager().topics().kept(news, alice.connection())))
                .contains("kept");
    }

    @Test
    void aSlowRulesNoIsToldWithTheIdOfTheQuestion() {
        register("news", TopicRule.slow(request -> Admission.denied("Too young.")));
        says(alice, subscribe("news"));
        answer();

        assertThat(told(alice)).containsExactly("Forbidden Too young. m1");
    }

    @Test
    void aSlowRuleThatFailsIsAServerErrorToo() {
        register("news", TopicRule.slow(request -> {
            throw new IOException("no database");
        }));
        says(alice, subscribe("news"));
        try (LogLines log = LogLines.of(Manager.class)) {
            answer();
            assertThat(log.lines()).singleElement().asString().contains("Handling Subscribe of");
        }

        assertThat(told(alice)).singleElement().asString().startsWith("ServerError ");
    }

    @Test
    void aSlowRuleMayRejectOrCallForThePasswordAsAQuickOneMay() {
        register("news", TopicRule.slow(request -> {
            throw Rejection.notFound("season", "2031");
        }));
        register("secrets", TopicRule.slow(request -> {
            throw new AuthorizationRequired("secrets");
        }));
        says(alice, subscribe("news"));
        says(alice, subscribe("secrets"));
        answer();

        assertThat(told(alice)).containsExactly("NotFound There is no season 2031. m1");
        assertThat(alice.heardNames()).containsExactly("MessageException", "PromptForAuthentication");
    }

    @Test
    void whoHasClosedMeanwhileIsNotSubscribed() {
        Topic news = register("news", TopicRule.slow(request -> Admission.granted()));
        says(alice, subscribe("news"));
        server.close(alice);
        answer();

        assertThat(isIn(news, alice)).isFalse();
        assertThat(alice.heard()).isEmpty();
    }

    @Test
    void aRuleIsNotEvenAskedForWhoHasClosed() {
        register("news", TopicRule.slow(request -> {
            asked.add(request);
            return Admission.granted();
        }));
        says(alice, subscribe("news"));
        server.close(alice);
        answer();

        assertThat(asked).isEmpty();
    }

    @Test
    void whoHasUnsubscribedMeanwhileIsNotSubscribed() {
        Topic news = register("news", TopicRule.slow(request -> Admission.granted()));
        says(alice, subscribe("news"));
        says(alice, new Unsubscribe(news.uuid().toString()));
        answer();

        assertThat(isIn(news, alice)).isFalse();
        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions");
    }

    @Test
    void aTopicThatIsUnregisteredMeanwhileIsNotFound() {
        Topic news = register("news", TopicRule.slow(request -> Admission.granted()));
        says(alice, subscribe("news"));
        server.onLoop(() -> server.manager().topics().unregister(news));
        alice.forget();
        answer();

        assertThat(told(alice)).containsExactly("NotFound There is no topic news. m1");
        assertThat(alice.connection().subscriptions()).isEmpty();
    }

    @Test
    void aTopicThatIsRegisteredAnewMeanwhileAsksItsOwnRule() {
        Topic news = register("news", TopicRule.slow(request -> Admission.granted()));
        says(alice, subscribe("news"));
        server.onLoop(() -> server.manager().topics().unregister(news));
        Topic secret = register("news", TopicRule.ADMINS);
        alice.forget();
        answer();

        assertThat(isIn(secret, alice)).isFalse();
        assertThat(told(alice)).containsExactly("Forbidden Only admins may subscribe to this topic. m1");
    }

    @Test
    void aNewSlowRuleIsAskedInItsTurn() {
        Topic news = register("news", TopicRule.slow(request -> Admission.denied("The old one says no.")));
        says(alice, subscribe("news"));
        register("news", TopicRule.slow(request -> Admission.granted("by the new one")));
        answer();

        assertThat(server.ask(() -> server.manager().topics().kept(news, alice.connection())))
                .contains("by the new one");
    }

    @Test
    void anOldYesDoesNotCountForANewRule() {
        Topic news = register("news", TopicRule.slow(request -> Admission.granted()));
        says(alice, subscribe("news"));
        register("news", TopicRule.slow(request -> Admission.denied("No more.")));
        answer();

        assertThat(isIn(news, alice)).isFalse();
        assertThat(told(alice)).containsExactly("Forbidden No more. m1");
    }

    @Test
    void aNewRuleKeepsTheTopicAndWhoIsInAndIsToldToNobody() {
        Topic news = register("news", TopicRule.ANYONE);
        says(alice, subscribe("news"));
        alice.forget();

        assertThat(register("news", TopicRule.ADMINS)).isEqualTo(news);
        assertThat(isIn(news, alice)).isTrue();
        assertThat(alice.heard()).isEmpty();

        Client bob = server.open();
        says(bob, subscribe("news"));
        assertThat(isIn(news, bob)).isFalse();
    }

    @Test
    void registeringByNameAloneOpensNoTopicThatHasARule() {
        Topic secrets = register("secrets", TopicRule.ADMINS);
        server.onLoop(() -> server.manager().topics().register("secrets"));
        says(alice, subscribe("secrets"));

        assertThat(isIn(secrets, alice)).isFalse();
    }

    @Test
    void oneClientCannotTakeAllTheThreads() {
        register("news", TopicRule.slow(request -> Admission.granted()));
        for (int i = 0; i <= Admissions.MOST_WAITING; i++) {
            says(alice, subscribe("news"));
        }
        assertThat(elsewhere.waiting()).isEqualTo(Admissions.MOST_WAITING);
        assertThat(told(alice)).singleElement().asString().startsWith("RateLimited ");

        answer();
        alice.forget();
        says(alice, subscribe("news"));
        answer();
        assertThat(alice.heardNames()).containsExactly("UpdateSubscriptions");
    }

    @Test
    void aRestartTakesAllQuestionsBackWithoutAWord() {
        register("news", TopicRule.slow(request -> Admission.granted()));
        says(alice, subscribe("news"));
        try (LogLines log = LogLines.of(Manager.class)) {
            server.onLoop(() -> server.manager().restart());
            answer();
            assertThat(log.lines()).containsExactly("INFO The server has restarted.");
        }

        assertThat(alice.heard()).isEmpty();
    }

    private void answer() {
        do {
            elsewhere.runAll();
            server.settle();
        } while (elsewhere.waiting() > 0);
    }

    private Topic register(String name, TopicRule rule) {
        Topic topic = server.ask(() -> server.manager().topics().register(name, rule));
        alice.forget();
        return topic;
    }

    private boolean isIn(Topic topic, Client client) {
        return server.ask(() -> server.manager().topics().members(topic.uuid()).stream()
                .anyMatch(membership -> membership.connection() == client.connection()));
    }

    private static Subscribe subscribe(String topic) {
        return new Subscribe(topic, Optional.empty());
    }

    private void says(Client client, ClientMessage message) {
        intake.received(
                client.connection(),
                new Envelope<>(message, Optional.of("m1"), server.time().instant()),
                () -> {});
        server.settle();
    }

    private static List<String> told(Client client) {
        return client.heard(MessageException.class).stream()
                .map(it ->
                        it.exception() + " " + it.message() + " " + it.replyTo().orElse(""))
                .toList();
    }
}
