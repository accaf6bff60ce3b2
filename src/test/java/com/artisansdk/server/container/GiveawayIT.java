package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.ServerContract;
import com.artisansdk.server.contract.Stage;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example examples/giveaway, built as its README says, in the place of the server in WildFly. */
@ExtendWith(ArquillianExtension.class)
class GiveawayIT extends ServerContract {

    private static final String API_KEY = "a key that nobody will ever guess";
    private static final int PATIENCE_MS = 20_000;
    private static final Page.GetByLabelOptions EXACTLY = new Page.GetByLabelOptions().setExact(true);

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Stage stage = new ContainerStage();

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        Map<String, String> settings = new TreeMap<>(Archives.contract());
        settings.put("giveaway.api.key", API_KEY);
        try (Example giveaway = Example.copy("giveaway")) {
            return Archives.server(giveaway.build("target/server.war"), settings);
        }
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Override
    protected Stage stage() {
        return stage;
    }

    @AfterEach
    void nothingIsLeft() {
        stage.queues("{\"job\":\"ResetPrizes\"}");
        assertThat(stage.deadReason()).isEmpty();
    }

    private Client enters() {
        Client client = connects();
        client.ignores("CurrentUptime");
        client.hears("UpdatePrizes");
        return client;
    }

    private List<Client> threePlayers() {
        List<Client> players = List.of(enters(), enters(), enters());
        joins(players.get(0), "Player", "Ada", "Lovelace");
        joins(players.get(1), "Player", "Grace", "Hopper");
        joins(players.get(2), "Player", "Mary", "Jackson");
        players.forEach(Client::hearsAll);
        return players;
    }

    private static JsonArray prizes(Client client) {
        return client.hears("UpdatePrizes").getJsonArray("prizes");
    }

    @Test
    void aWholeGiveaway() {
        List<Client> players = threePlayers();
        Client admin = enters();
        authenticates(admin);
        players.forEach(Client::hearsAll);

        admin.says("{'name':'AddPrize','id':'1','prize':{'name':'A book','sponsor':'The library'}}");
        admin.says("{'name':'AddPrize','prize':{'name':'A kite'}}");
        for (Client everyone : all(players, admin)) {
            JsonObject book = prizes(everyone).getJsonObject(0);
            assertThat(book).containsOnlyKeys("awarded", "name", "sponsor", "uuid");
            assertThat(book.getBoolean("awarded")).isFalse();
            assertThat(book.getString("name")).isEqualTo("A book");
            assertThat(book.getString("sponsor")).isEqualTo("The library");
            assertThat(prizes(everyone).getJsonObject(1)).containsOnlyKeys("awarded", "name", "uuid");
        }

        Client late = connects();
        assertThat(prizes(late)).hasSize(2);
        late.leaves();
        await().atMost(Duration.ofSeconds(10)).until(() -> stage.counted("connections.open") == 4);
        all(players, admin).forEach(Client::hearsAll);

        admin.says("{'name':'PickRandomWinner'}");
        Client first = winner(players, admin, "A book");
        admin.says("{'name':'PickRandomWinner'}");
        Client second = winner(players, admin, "A kite");
        assertThat(second).isNotSameAs(first);

        admin.says("{'name':'PickRandomWinner'}");
        all(players, admin).forEach(Client::hearsNothing);

        admin.says("{'name':'ResetPrizes'}");
        for (Client everyone : all(players, admin)) {
            assertThat(prizes(everyone)).isEmpty();
            JsonObject roster = everyone.hears("UpdateConnections");
            for (Client player : players) {
                assertThat(member(roster, player.id()).getString("type")).isEqualTo("player");
                assertThat(member(roster, player.id())).doesNotContainKey("prize");
            }
        }
    }

    /** Everybody hears of one winner of this prize; if it was the last one, the others have lost. */
    private static Client winner(List<Client> players, Client admin, String prize) {
        Set<UUID> winners = new HashSet<>();
        Optional<Client> found = Optional.empty();
        for (Client everyone : all(players, admin)) {
            JsonObject roster = everyone.hears("UpdateConnections");
            JsonArray prizes = prizes(everyone);
            boolean last = prizes.stream().map(JsonValue::asJsonObject).allMatch(it -> it.getBoolean("awarded"));
            JsonObject won = prizes.stream()
                    .map(JsonValue::asJsonObject)
                    .filter(it -> it.getString("name").equals(prize))
                    .findFirst()
                    .orElseThrow();
            UUID winner = UUID.fromString(won.getString("winner"));
            winners.add(winner);
            assertThat(won.getBoolean("awarded")).isTrue();
            assertThat(member(roster, winner).getString("type")).isEqualTo("winner");
            assertThat(member(roster, winner).getJsonObject("prize")).isEqualTo(won);
            long losers = players.stream()
                    .filter(it -> member(roster, it.id()).getString("type").equals("loser"))
                    .count();
            assertThat(losers).isEqualTo(last ? 1 : 0);
            if (everyone.id().equals(winner)) {
                assertThat(everyone.hears("AwardWinner").getJsonObject("prize")).isEqualTo(won);
                found = Optional.of(everyone);
            }
            everyone.hearsNothing();
        }
        assertThat(winners).hasSize(1);
        return found.orElseThrow();
    }

    private static List<Client> all(List<Client> players, Client admin) {
        List<Client> all = new ArrayList<>(players);
        all.add(admin);
        return all;
    }

    @Test
    void whoIsNotAdminIsPromptedAndMaySayItAgainOnceItIs() {
        Client alice = enters();
        for (String name : List.of("PickRandomWinner", "ResetPrizes")) {
            alice.says("{'name':'%s'}".formatted(name));
            alice.hears("PromptForAuthentication");
        }
        alice.says("{'name':'AddPrize','prize':{'name':'A book','sponsor':'The library'}}");
        JsonObject refused = alice.hears("PromptForAuthentication").getJsonObject("previous");
        authenticates(alice);
        alice.saysExactly(refused.toString());
        assertThat(prizes(alice)).hasSize(1);
    }

    @Test
    void aPrizeMustHaveAName() {
        Client admin = enters();
        authenticates(admin);
        admin.says("{'name':'AddPrize'}");
        admin.isTold("InvalidMessage", 400);
        admin.says("{'name':'AddPrize','prize':{'name':' ','sponsor':'The library'}}");
        admin.isTold("InvalidMessage", 400);
    }

    @Test
    void withoutPlayersNothingHappens() {
        Client admin = enters();
        authenticates(admin);
        admin.says("{'name':'AddPrize','prize':{'name':'A book'}}");
        assertThat(prizes(admin)).hasSize(1);
        admin.says("{'name':'PickRandomWinner'}");
        admin.hearsNothing();
    }

    @Test
    void whoHasWonStaysAWinnerThoughItJoinsAgain() {
        Client alice = enters();
        joins(alice, "Player", "Ada", "Lovelace");
        stage.queues("{\"job\":\"AddPrize\",\"data\":{\"prize\":{\"name\":\"A book\"}}}");
        stage.queues("{\"job\":\"PickRandomWinner\"}");
        alice.hearsEventually("AwardWinner");

        alice.says("{'name':'JoinAsPlayer'}");
        JsonObject self = alice.hears("ConnectionRegistered").getJsonObject("connection");
        assertThat(self.getString("type")).isEqualTo("winner");
        assertThat(self.getJsonObject("prize").getString("name")).isEqualTo("A book");
    }

    @Test
    void everybodySeesTheUptime() {
        assertThat(connects().hearsEventually("CurrentUptime")).containsKeys("elapsed", "start", "now");
    }

    @Test
    void theSameCommandsComeFromTheQueue() {
        List<Client> players = threePlayers();
        stage.queues("{\"job\":\"AddPrize\",\"data\":{\"prize\":{\"name\":\"A book\",\"sponsor\":\"The library\"}}}");
        players.forEach(player -> assertThat(prizes(player)).hasSize(1));

        stage.queues("{\"job\":\"App\\\\Giveaway\\\\Commands\\\\PickRandomWinner\",\"data\":{}}");
        long winners = 0;
        for (Client player : players) {
            player.hears("UpdateConnections");
            assertThat(prizes(player).getJsonObject(0).getBoolean("awarded")).isTrue();
            winners += player.hearsAll().stream()
                    .filter(frame -> frame.getString("name").equals("AwardWinner"))
                    .count();
        }
        assertThat(winners).isEqualTo(1);

        stage.queues("{\"job\":\"ResetPrizes\",\"data\":{}}");
        for (Client player : players) {
            assertThat(prizes(player)).isEmpty();
            JsonObject roster = player.hears("UpdateConnections");
            assertThat(member(roster, player.id()).getString("type")).isEqualTo("player");
        }
    }

    @Test
    void theGiveawayMayBeRunOverHttp() {
        Client alice = enters();
        joins(alice, "Player", "Ada", "Lovelace");
        for (String request : List.of("POST /prize/winner", "GET /prize")) {
            calls("POST /prize?name=A%20book&sponsor=The%20library", "");
            assertThat(prizes(alice).getJsonObject(0).getString("sponsor")).isEqualTo("The library");
            calls(request, "");
            alice.hears("UpdateConnections");
            alice.hears("UpdatePrizes");
            alice.hears("AwardWinner");
            calls("DELETE /prize", "");
            assertThat(prizes(alice)).isEmpty();
            alice.hears("UpdateConnections");
        }
        calls("POST /prize", "{'name':'A kite'}");
        assertThat(prizes(alice).getJsonObject(0).getString("name")).isEqualTo("A kite");
    }

    @Test
    void connectionsAreNotifiedAndClosedOverHttp() {
        Client alice = enters();
        Client bob = enters();
        Client carol = enters();
        joins(carol, "Spectator", "Carol", "C");
        List.of(alice, bob, carol).forEach(Client::hearsAll);

        calls("POST /connection/" + alice.id() + "/notification?sender=" + bob.id(), "");
        assertThat(notifications(alice)).containsOnlyKeys(bob.id().toString());
        calls("POST /connection/" + alice.id() + "/notification", "{'sender':'" + carol.id() + "'}");
        assertThat(notifications(alice)).hasSize(2);
        calls("DELETE /connection/" + alice.id() + "/notification", "");
        assertThat(notifications(alice)).isEmpty();
        calls("POST /notification?receiver=" + alice.id() + "&sender=" + bob.id(), "");
        assertThat(notifications(alice)).containsOnlyKeys(bob.id().toString());

        calls("DELETE /connection/" + alice.id(), "");
        assertThat(alice.isClosed()).isEqualTo(1000);
        calls("DELETE /connection/spectator", "");
        assertThat(carol.isClosed()).isEqualTo(1000);
        assertThat(bob.isOpen()).isTrue();
        calls("DELETE /connection", "");
        assertThat(bob.isClosed()).isEqualTo(1000);
    }

    private static JsonObject notifications(Client client) {
        return client.hears("UpdateNotifications").getJsonObject("notifications");
    }

    @Test
    void topicsAreRegisteredAndUnregisteredOverHttp() {
        Client alice = enters();
        calls("POST /topic?name=news", "");
        JsonObject topics = alice.hears("UpdateTopics").getJsonObject("topics");
        calls("DELETE /topic/" + topics.keySet().iterator().next(), "");
        assertThat(alice.hears("UpdateTopics").getJsonObject("topics")).isEmpty();

        calls("POST /topic", "{'name':'sport'}");
        alice.hears("UpdateTopics");
        calls("DELETE /topic/sport", "");
        assertThat(alice.hears("UpdateTopics").getJsonObject("topics")).isEmpty();
    }

    @Test
    void aRestartOverHttpForgetsThePrizes() {
        Client alice = enters();
        calls("POST /prize?name=A%20book", "");
        assertThat(prizes(alice)).hasSize(1);
        calls("DELETE /server", "");
        assertThat(alice.isClosed()).isEqualTo(1012);

        assertThat(prizes(connects())).isEmpty();
    }

    @Test
    void whatIsMissingOrWrongIsSaid() {
        String to = "/connection/" + UUID.randomUUID() + "/notification";
        assertThat(call("POST " + to, "", "Bearer " + API_KEY).body()).startsWith("sender is required");
        assertThat(call("POST " + to + "?sender=me", "", "Bearer " + API_KEY).body())
                .startsWith("sender must be a UUID, was me");
        assertThat(call("POST /prize?name=%20", "", "Bearer " + API_KEY).statusCode())
                .isEqualTo(400);
        assertThat(call("POST /topic", "[", "Bearer " + API_KEY).body()).startsWith("the body must be a JSON object");
        assertThat(call("POST /connection/me/notification", "", "Bearer " + API_KEY)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void withoutTheKeyNobodyIsLetIn() {
        Client alice = enters();
        for (String key : List.of("", "Bearer", "Bearer ", "Bearer " + API_KEY + "!", API_KEY, "Basic " + API_KEY)) {
            HttpResponse<String> refused = call("DELETE /connection", "", key);
            assertThat(refused.statusCode()).as(key).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
        }
        alice.hearsNothing();
    }

    @Test
    void withoutALongKeyTheApiIsOff() {
        Client alice = enters();
        Management.setSystemProperty("giveaway.api.key", "short");
        try {
            await().atMost(PATIENCE).until(() -> callsByAShortKey().statusCode() == 403);
            HttpResponse<String> refused = callsByAShortKey();
            assertThat(refused.body()).contains("giveaway.api.key (GIVEAWAY_API_KEY)", "32 characters");
        } finally {
            Management.removeSystemProperty("giveaway.api.key");
        }
        await().atMost(PATIENCE).until(() -> callsByAShortKey().statusCode() == 401);
        alice.hearsNothing();
    }

    private static HttpResponse<String> callsByAShortKey() {
        return call("DELETE /connection", "", "Bearer short");
    }

    @Test
    void aGiveawayIsPlayedOnThePage() {
        try (Chromium chromium = new Chromium()) {
            Page admin = opens(chromium, "Ada");
            Page other = opens(chromium, "Grace");
            admin.getByLabel("Prize", EXACTLY).fill("A book");
            admin.getByLabel("Sponsor").fill("The library");
            presses(admin, "Add prize");
            admin.getByLabel("Admin key").fill(Stage.KEY);
            presses(admin, "Log in");
            sees(admin, "prizes", "A book, given by The library to be won");
            sees(other, "prizes", "A book, given by The library to be won");

            presses(admin, "Pick a winner");
            PlaywrightAssertions.assertThat(other.getByTestId("prizes"))
                    .containsText(Pattern.compile("won by (Ada|Grace)"));
            boolean adminWon = other.getByTestId("prizes").textContent().contains("Ada");
            sees(adminWon ? admin : other, "award", "You have won: A book, given by The library!");
            sees(adminWon ? admin : other, "type", "winner");
            sees(adminWon ? other : admin, "type", "loser");

            presses(admin, "Reset");
            PlaywrightAssertions.assertThat(other.getByTestId("prizes")).isEmpty();
            sees(adminWon ? admin : other, "award", "");
            sees(other, "type", "player");
        }
    }

    private static Page opens(Chromium chromium, String name) {
        Page page = chromium.browser().newPage();
        page.navigate("http://" + ContainerStage.HOST + "/server/giveaway.html");
        sees(page, "status", "Connected");
        page.getByLabel("First name").fill(name);
        presses(page, "Join as player");
        sees(page, "type", "player");
        return page;
    }

    private static void presses(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button))
                .click();
    }

    private static void sees(Page page, String part, String text) {
        PlaywrightAssertions.assertThat(page.getByTestId(part))
                .hasText(text, new LocatorAssertions.HasTextOptions().setTimeout(PATIENCE_MS));
    }

    private static void calls(String request, String body) {
        HttpResponse<String> response = call(request, body, "Bearer " + API_KEY);
        assertThat(response.statusCode()).as("%s: %s", request, response.body()).isEqualTo(202);
    }

    private static HttpResponse<String> call(String request, String body, String authorization) {
        String[] words = request.split(" ", 2);
        HttpRequest.Builder builder = HttpRequest.newBuilder(
                        URI.create("http://" + ContainerStage.HOST + "/server/api" + words[1]))
                .method(words[0], BodyPublishers.ofString(body.replace('\'', '"')));
        if (!authorization.isEmpty()) {
            builder.header("Authorization", authorization);
        }
        if (!body.isEmpty()) {
            builder.header("Content-Type", "application/json");
        }
        try {
            return Container.HTTP.send(builder.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
