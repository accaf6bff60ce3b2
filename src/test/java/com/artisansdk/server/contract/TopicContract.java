package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Topics: who is told of them, who gets in, and who hears what is said there. The stage knows {@link RegisterGuardedTopicCommand}. */
public abstract class TopicContract extends ServerContract {

    private final List<String> registered = new ArrayList<>();

    @AfterEach
    void noTopicIsLeft() {
        registered.forEach(name -> queues("{'job':'UnregisterTopic','data':{'name':'%s'}}".formatted(name)));
    }

    private void queues(String body) {
        stage().queues(body.replace('\'', '"'));
    }

    /** Registers a topic, of which those who are there have heard, and returns it as everybody sees it. */
    private JsonObject registers(String name, Client... those) {
        registered.add(name);
        queues("{'job':'RegisterTopic','data':{'name':'%s'}}".formatted(name));
        JsonObject topic = JsonValue.EMPTY_JSON_OBJECT;
        for (Client client : those) {
            topic = topic(client.hears("UpdateTopics").getJsonObject("topics"), name);
        }
        return topic;
    }

    private void registersGuarded(String name, boolean slow, Client... those) {
        registered.add(name);
        queues("{'job':'RegisterGuardedTopic','data':{'name':'%s','slow':%s}}".formatted(name, slow));
        for (Client client : those) {
            client.hears("UpdateTopics");
        }
    }

    private static JsonObject topic(JsonObject topics, String name) {
        return topics.values().stream()
                .map(JsonValue::asJsonObject)
                .filter(it -> it.getString("name").equals(name))
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private static JsonObject only(JsonObject topic) {
        return Json.createObjectBuilder().add(topic.getString("uuid"), topic).build();
    }

    private static void subscribes(Client client, String topic) {
        client.says("{'name':'Subscribe','topic':'%s'}".formatted(topic));
        client.hears("UpdateSubscriptions");
    }

    private static String to(String topic, String frame) {
        return "{'job':'SendMessage','data':{'name':'%s','payload':{},'to':{'topic':'%s'}}}".formatted(frame, topic);
    }

    @Test
    void aTopicThatIsRegisteredIsShownToEverybody() {
        List<Client> two = connectTwo();
        queues("{'job':'RegisterTopic','data':{'name':'news'}}");
        registered.add("news");

        JsonObject frame = two.get(0).hears("UpdateTopics");
        assertHeader(frame);
        assertThat(frame.keySet()).containsExactlyInAnyOrder("id", "name", "timestamp", "topics");
        JsonObject topic = topic(frame.getJsonObject("topics"), "news");
        assertThat(topic.keySet()).containsExactlyInAnyOrder("name", "uuid");
        assertThat(UUID.fromString(topic.getString("uuid")).version()).isEqualTo(4);
        assertThat(frame.getJsonObject("topics")).isEqualTo(only(topic));
        assertThat(two.get(1).hears("UpdateTopics")).isEqualTo(frame);
    }

    @Test
    void aSecondOneIsShownBesideTheFirst() {
        Client alice = connects();
        JsonObject news = registers("news", alice);
        registered.add("sport");
        queues("{'job':'RegisterTopic','data':{'name':'sport'}}");

        assertThat(alice.hears("UpdateTopics").getJsonObject("topics"))
                .hasSize(2)
                .containsEntry(news.getString("uuid"), news);
    }

    @Test
    void oneThatIsThereAlreadyStaysAndNobodyIsTold() {
        Client alice = connects();
        registers("news", alice);
        queues("{'job':'RegisterTopic','data':{'name':'news'}}");

        alice.hearsNothing();
    }

    @Test
    void aNewcomerIsShownTheTopicsBehindItsRoster() {
        Client alice = connects();
        JsonObject news = registers("news", alice);

        assertThat(connects().hears("UpdateTopics").getJsonObject("topics")).isEqualTo(only(news));
    }

    @Test
    void withoutTopicsANewcomerIsShownNone() {
        connects().hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "uuid"})
    void aClientSubscribesAndUnsubscribesByNameAndByUuid(String by) {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);
        JsonObject news = registers("news", alice, bob);

        alice.says("{'name':'Subscribe','topic':'%s'}".formatted(news.getString(by)));
        JsonObject frame = alice.hears("UpdateSubscriptions");
        assertHeader(frame);
        assertThat(frame.keySet()).containsExactlyInAnyOrder("id", "name", "timestamp", "subscriptions");
        assertThat(frame.getJsonObject("subscriptions")).isEqualTo(only(news));

        alice.says("{'name':'Unsubscribe','topic':'%s'}".formatted(news.getString(by)));
        assertThat(alice.hears("UpdateSubscriptions").get("subscriptions")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        bob.hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Subscribe", "Unsubscribe"})
    void whatIsNotThereIsNotFound(String name) {
        Client alice = connects();
        alice.says("{'name':'%s','id':'s1','topic':'nowhere'}".formatted(name));

        JsonObject told = alice.isTold("NotFound", 404);
        assertThat(told.getString("message")).contains("nowhere");
        assertThat(told.getString("reply_to")).isEqualTo("s1");
        alice.hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{'name':'Subscribe'}", "{'name':'Subscribe','topic':5}", "{'name':'Unsubscribe','topic':[]}"})
    void whatIsNoTopicsNameIsInvalid(String message) {
        Client alice = connects();
        alice.says(message);
        alice.isTold("InvalidMessage", 400);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aTopicsRuleSaysNoToSomeAndYesToOthers(boolean slow) {
        Client admin = connectsAsAdmin();
        Client alice = connects();
        admin.hearsAll();
        registersGuarded("secrets", slow, admin, alice);

        alice.says("{'name':'Subscribe','id':'s1','topic':'secrets'}");
        JsonObject told = alice.isTold("Forbidden", 403);
        assertThat(told.getString("reply_to")).isEqualTo("s1");
        alice.says("{'name':'Subscribe','topic':'secrets','data':{'coin':7}}");
        alice.isTold("Forbidden", 403);

        subscribes(admin, "secrets");
        alice.says("{'name':'Subscribe','topic':'secrets','data':{'ticket':7}}");
        alice.hears("UpdateSubscriptions");
        queues(to("secrets", "Secret"));
        admin.hears("Secret");
        alice.hears("Secret");
    }

    @Test
    void registeringByNameAloneOpensNoTopicThatHasARule() {
        Client alice = connects();
        registersGuarded("secrets", false, alice);
        queues("{'job':'RegisterTopic','data':{'name':'secrets'}}");
        alice.says("{'name':'Subscribe','topic':'secrets'}");
        alice.isTold("Forbidden", 403);
    }

    @Test
    void whatIsSaidToATopicIsHeardByItsSubscribersAlone() {
        Client alice = connects();
        Client bob = connects();
        Client carol = connects();
        List.of(alice, bob, carol).forEach(Client::hearsAll);
        JsonObject news = registers("news", alice, bob, carol);
        registers("sport", alice, bob, carol);
        subscribes(alice, "news");
        subscribes(bob, "news");
        subscribes(bob, "sport");

        queues(to("news", "ByName"));
        queues(to(news.getString("uuid"), "ByUuid"));
        queues(to("sport", "OfSport"));
        queues("{'job':'SendMessage','data':{'name':'ToOthers','payload':{},'to':{'topic':'news'},'except':'%s'}}"
                .formatted(alice.id()));

        assertThat(names(alice)).containsExactly("ByName", "ByUuid");
        assertThat(names(bob)).containsExactly("ByName", "ByUuid", "OfSport", "ToOthers");
        assertThat(names(carol)).isEmpty();
    }

    @Test
    void whoHasUnsubscribedHearsNoMore() {
        Client alice = connects();
        registers("news", alice);
        subscribes(alice, "news");
        alice.says("{'name':'Unsubscribe','topic':'news'}");
        alice.hears("UpdateSubscriptions");
        queues(to("news", "Late"));

        alice.hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "uuid"})
    void anUnregisteredTopicIsToldToItsSubscribersThenToEverybody(String by) {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);
        JsonObject news = registers("news", alice, bob);
        subscribes(alice, "news");
        queues("{'job':'UnregisterTopic','data':{'%s':'%s'}}".formatted(by, news.getString(by)));

        assertThat(alice.hears("UpdateSubscriptions").get("subscriptions")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        assertThat(alice.hears("UpdateTopics").get("topics")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        bob.hears("UpdateTopics");
        bob.hearsNothing();
        alice.says("{'name':'Subscribe','topic':'news'}");
        alice.isTold("NotFound", 404);
    }

    @Test
    void aConnectionShowsItsSubscriptionsToItselfAndToOthers() {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);
        JsonObject news = registers("news", alice, bob);
        subscribes(alice, "news");
        alice.says("{'name':'JoinAsPlayer'}");

        JsonObject itself = alice.hears("ConnectionRegistered").getJsonObject("connection");
        assertThat(itself.getJsonObject("subscriptions")).isEqualTo(only(news));
        JsonObject roster = bob.hears("UpdateConnections");
        assertThat(member(roster, alice.id()).getJsonObject("subscriptions")).isEqualTo(only(news));
        assertThat(member(roster, bob.id()).get("subscriptions")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
    }

    @Test
    void whoLeavesLeavesItsTopics() {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);
        registers("news", alice, bob);
        subscribes(alice, "news");
        subscribes(bob, "news");
        alice.leaves();
        bob.hears("UpdateConnections");
        queues(to("news", "ToTheRest"));

        bob.hears("ToTheRest");
        bob.hearsNothing();
    }

    @Test
    void aCommandForATopicThatIsNotThereDoesNothingAndIsCounted() {
        long before = stage().counted("commands.missed");
        queues(to("nowhere", "Lost"));
        queues("{'job':'UnregisterTopic','data':{'name':'nowhere'}}");
        queues("{'job':'UnregisterTopic','data':{'uuid':'%s'}}".formatted(UUID.randomUUID()));

        assertThat(stage().counted("commands.missed")).isEqualTo(before + 3);
        assertThat(stage().deadReason()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'job':'RegisterTopic','data':{}}",
                "{'job':'RegisterTopic','data':{'name':''}}",
                "{'job':'RegisterTopic','data':{'name':' '}}",
                "{'job':'RegisterTopic','data':{'name':5}}",
                "{'job':'UnregisterTopic','data':{}}",
                "{'job':'UnregisterTopic','data':{'uuid':'news'}}",
                "{'job':'UnregisterTopic','data':{'name':'news','uuid':'c765f31f-25c2-46e5-905a-903710540618'}}",
                "{'job':'SendMessage','data':{'name':'X','payload':{},'to':{'topic':'news','everyone':true}}}"
            })
    void whatNamesNoTopicProperlyIsPutAside(String body) {
        Client alice = connects();
        queues(body);

        assertThat(stage().deadReason())
                .hasValueSatisfying(reason -> assertThat(reason).isNotBlank());
        alice.hearsNothing();
    }

    @Test
    void aRestartForgetsTopics() {
        Client alice = connects();
        registers("news", alice);
        subscribes(alice, "news");
        queues("{'job':'StopServer'}");
        assertThat(alice.isClosed()).isEqualTo(1012);

        Client again = connects();
        again.hearsNothing();
        again.says("{'name':'Subscribe','topic':'news'}");
        again.isTold("NotFound", 404);
    }

    private static List<String> names(Client client) {
        return client.hearsAll().stream().map(frame -> frame.getString("name")).toList();
    }
}
