package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.ServerContract;
import com.artisansdk.server.contract.Stage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.example.chat.ChatManager;
import org.example.tour.TourManager;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Everything that docs/extending.md shows, in one application, in WildFly. */
@ExtendWith(ArquillianExtension.class)
class TourIT extends ServerContract {

    private static final Path LOG = Container.log().resolveSibling("tour.log");
    private static final int RESTARTS = 10;

    private static ServerLog deploymentLog = new ServerLog();

    private final Stage stage = new ContainerStage();

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() throws IOException {
        Files.writeString(LOG, "");
        deploymentLog = new ServerLog();
        Map<String, String> settings = new TreeMap<>(Archives.contract());
        settings.put("tour.log", LOG.toString());
        return Archives.server(settings)
                .addPackages(true, ChatManager.class.getPackage(), TourManager.class.getPackage())
                .addClass(VitalsServlet.class);
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Override
    protected Stage stage() {
        return stage;
    }

    private Client enters() {
        Client client = connects();
        client.ignores("CurrentUptime");
        client.hears("UpdateTopics");
        return client;
    }

    private Client entersAsAdmin() {
        Client client = enters();
        authenticates(client);
        return client;
    }

    private static void hears(Client client, String by, String text) {
        JsonObject said = client.hears("Said");
        assertThat(said.getString("by") + ": " + said.getString("text")).isEqualTo(by + ": " + text);
    }

    @Test
    void aMessageInSixSteps() {
        Client alice = enters();
        alice.says("{'name':'Say','text':'Hello.'}");
        hears(alice, "Somebody", "Hello.");
    }

    @Test
    void aMessageMayHandleItself() {
        Client alice = enters();
        alice.says("{'name':'Echo','text':'Hello.'}");
        hears(alice, "The echo", "Hello.");
    }

    @Test
    void aHandlerMayRejectAMessage() {
        Client alice = enters();
        alice.says("{'name':'Whisper','to':'%s','text':'psst'}".formatted(alice.id()));
        hears(alice, "Somebody", "psst");
        alice.says("{'name':'Whisper','to':'00000000-0000-0000-0000-000000000000','text':'psst'}");
        alice.isTold("NotFound", 404);
    }

    @Test
    void aMessageMayBeSilencedAndHeardAgain() {
        Client admin = entersAsAdmin();
        admin.says("{'name':'Hush'}");
        admin.says("{'name':'Say','text':'Hello.'}");
        admin.hearsNothing();
        admin.says("{'name':'Talk'}");
        admin.says("{'name':'Say','text':'Hello.'}");
        hears(admin, "Somebody", "Hello.");
        admin.hearsNothing();
    }

    @Test
    void aTimerTicksUntilItsTimeout() {
        Client admin = entersAsAdmin();
        admin.says("{'name':'LastCall'}");
        for (int tick = 0; tick < 3; tick++) {
            hears(admin, "The server", "Last call.");
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> vitals().getInt("timers") == 3);
    }

    @Test
    void whatIsToRunLaterMayBeTakenBack() {
        Client alice = enters();
        alice.says("{'name':'Remind','text':'never'}");
        alice.says("{'name':'Forget','text':'never'}");
        alice.says("{'name':'Remind','text':'later'}");
        hears(alice, "The server", "later");
    }

    @Test
    void slowWorkComesBack() {
        Client alice = enters();
        alice.says("{'name':'Translate','text':'Hello'}");
        assertThat(alice.hears("Translated").getString("text")).isEqualTo("olleH");
        alice.says("{'name':'Translate','id':'7','text':''}");
        assertThat(alice.isTold("ServerError", 500).getString("reply_to")).isEqualTo("7");
    }

    @Test
    void aTopicHasARule() {
        Client alice = enters();
        alice.says("{'name':'Subscribe','topic':'news'}");
        alice.hears("UpdateSubscriptions");
        stage.queues("{\"job\":\"Publish\",\"data\":{\"topic\":\"news\",\"text\":\"Rain.\"}}");
        hears(alice, "The news", "Rain.");

        alice.says("{'name':'Subscribe','topic':'alerts'}");
        alice.isTold("Forbidden", 403);
        alice.says("{'name':'Subscribe','topic':'players'}");
        assertThat(alice.isTold("Forbidden", 403).getString("message")).isEqualTo("Join as player first.");
        alice.says("{'name':'JoinAsPlayer','nickname':'Ada'}");
        alice.hears("ConnectionRegistered");
        alice.hears("UpdateConnections");
        alice.says("{'name':'Subscribe','topic':'players'}");
        alice.hears("UpdateSubscriptions");
        alice.says("{'name':'Subscribe','topic':'room-7'}");
        assertThat(alice.hears("UpdateSubscriptions").getJsonObject("subscriptions"))
                .hasSize(3);
        alice.says("{'name':'Subscribe','topic':'hall-7'}");
        alice.isTold("NotFound", 404);

        Client admin = entersAsAdmin();
        admin.says("{'name':'Subscribe','topic':'alerts'}");
        admin.hears("UpdateSubscriptions");
    }

    @Test
    void aSlowRuleSeesTheDataAndKeepsWhatItFound() {
        Client alice = enters();
        alice.says("{'name':'Subscribe','topic':'members','data':'ticket-9'}");
        alice.isTold("Forbidden", 403);
        alice.says("{'name':'Subscribe','topic':'members','data':'ticket-1'}");
        alice.hears("UpdateSubscriptions");
        alice.says("{'name':'WhoIsIn','topic':'members'}");
        assertThat(alice.hears("Present").getJsonArray("people").toString()).isEqualTo("[\"Ada\"]");
    }

    @Test
    void aProcessIsHeard() throws IOException {
        Client alice = enters();
        alice.says("{'name':'Subscribe','topic':'news'}");
        alice.hears("UpdateSubscriptions");
        Files.writeString(LOG, "INFO fine\nERROR no more tea\n", StandardOpenOption.APPEND);
        hears(alice, "The news", "ERROR no more tea");
    }

    @Test
    void attributesArePublicOrPrivate() {
        Client alice = enters();
        Client bob = enters();
        Client admin = entersAsAdmin();
        List.of(alice, bob, admin).forEach(Client::hearsAll);
        alice.says("{'name':'SetMood','mood':'merry'}");

        for (Client everyone : List.of(alice, bob)) {
            JsonObject seen = member(everyone.hears("UpdateConnections"), alice.id());
            assertThat(seen.getString("mood")).isEqualTo("merry");
            assertThat(seen).doesNotContainKey("mood_since");
        }
        JsonObject full = member(admin.hears("UpdateConnections"), alice.id());
        assertThat(full.getString("mood")).isEqualTo("merry");
        assertThat(full.getJsonNumber("mood_since").longValueExact()).isPositive();
    }

    @Test
    void aConnectionMayHaveATypeOfTheApplications() {
        Client admin = entersAsAdmin();
        admin.says("{'name':'TakeTheFloor'}");
        assertThat(member(admin.hears("UpdateConnections"), admin.id()).getString("type"))
                .isEqualTo("speaker");
        hears(admin, "The server", "The floor is yours.");
    }

    @Test
    void anApplicationsMessageReplacesTheServersAndTheLogSaysSo() {
        assertThat(deploymentLog.text())
                .contains("org.example.tour.Messages$JoinAsPlayer replaces the built-in message JoinAsPlayer.");
        Client alice = enters();
        alice.says("{'name':'JoinAsPlayer','registration':{'email':'ada@example.org'}}");
        alice.isTold("InvalidMessage", 400);
        alice.says("{'name':'JoinAsPlayer','nickname':'Ada'}");
        assertThat(alice.hears("ConnectionRegistered")
                        .getJsonObject("connection")
                        .getString("name"))
                .isEqualTo("Ada");
        alice.hears("UpdateConnections");
        alice.hearsNothing();
    }

    @Test
    void aCommandTravelsTheQueue() throws IOException, InterruptedException {
        Client alice = enters();
        HttpRequest ring = HttpRequest.newBuilder(URI.create("http://" + ContainerStage.HOST + "/server/bell"))
                .POST(BodyPublishers.noBody())
                .build();
        assertThat(Container.HTTP.send(ring, BodyHandlers.discarding()).statusCode())
                .isEqualTo(200);
        hears(alice, "The bell", "Ding.");

        stage.queues("{\"job\":\"Say\",\"data\":{\"by\":\"The shop\",\"text\":\"Order 7 is ready.\"}}");
        hears(alice, "The shop", "Order 7 is ready.");
        stage.queues("{\"job\":\"Say\",\"data\":{\"by\":\"The shop\"}}");
        assertThat(stage.deadReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("text is required"));
    }

    @Test
    void aBeansOwnMethodIsProtected() {
        Client alice = enters();
        alice.says("{'name':'Warn','who':'%s'}".formatted(alice.id()));
        alice.hears("PromptForAuthentication");
        Client admin = entersAsAdmin();
        alice.hears("UpdateConnections");
        admin.says("{'name':'Warn','who':'%s'}".formatted(alice.id()));
        hears(alice, "The moderator", "Please be kind.");

        admin.hearsAll();
        alice.says("{'name':'Rename','connection':'%s','to':'Boss'}".formatted(admin.id()));
        alice.hears("PromptForAuthentication");
        alice.says("{'name':'Rename','connection':'%s','to':'Ada'}".formatted(alice.id()));
        alice.hears("ConnectionRegistered");
        admin.says("{'name':'Rename','connection':'%s','to':'Ada L.'}".formatted(alice.id()));
        alice.hearsEventually("ConnectionRegistered");
    }

    @Test
    void hooksAreCalled() {
        Client alice = enters();
        Client bob = enters();
        alice.hears("UpdateConnections");
        long before = stage.counted("tour.said");
        bob.says("{'name':'JoinAsPlayer','nickname':'Bob'}");
        alice.hears("UpdateConnections");
        assertThat(stage.counted("tour.said")).isEqualTo(before + 1);
        bob.leaves();
        alice.hears("UpdateConnections");
        hears(alice, "The server", "Bob has left.");
    }

    @Test
    void codeThatOnlyWatchesHearsWhatHappens() {
        long opened = stage.counted("attendance.opened");
        long closed = stage.counted("attendance.closed");
        long started = stage.counted("attendance.started");
        long stopping = stage.counted("attendance.stopping");
        assertThat(started).isEqualTo(stopping + 1);

        Client alice = enters();
        assertThat(stage.counted("attendance.opened")).isEqualTo(opened + 1);
        stage.queues("{\"job\":\"StopServer\"}");
        assertThat(alice.isClosed()).isEqualTo(1012);
        assertThat(stage.counted("attendance.closed")).isEqualTo(closed + 1);
        assertThat(stage.counted("attendance.stopping")).isEqualTo(stopping + 1);
        assertThat(stage.counted("attendance.started")).isEqualTo(started + 1);
    }

    @Test
    void tenRestartsInARowLeaveACleanStateAndNoThreadBehind() {
        Client admin = entersAsAdmin();
        restarts(admin);
        long before = attendants(settled());

        for (int restart = 0; restart < RESTARTS; restart++) {
            admin = entersAsAdmin();
            stage.queues("{\"job\":\"RegisterTopic\",\"data\":{\"name\":\"left over\"}}");
            admin.says("{'name':'Subscribe','topic':'left over'}");
            admin.says("{'name':'LastCall'}");
            admin.says("{'name':'Remind','text':'left over'}");
            admin.says("{'name':'Translate','text':'left over'}");
            admin.hearsEventually("UpdateSubscriptions");
            restarts(admin);
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(attendants(settled())).isLessThanOrEqualTo(before));
        Client alice = enters();
        alice.hearsNothing();
        assertThat(stage.counted("connections.open")).isEqualTo(1);
    }

    /** What a fresh boot has; the child processes of the one before it are given a moment to end. */
    private static JsonObject settled() {
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            JsonObject now = vitals();
            assertThat(now.getInt("timers")).isEqualTo(4);
            assertThat(now.getInt("topics")).isEqualTo(4);
            assertThat(now.getInt("children")).isEqualTo(2);
        });
        return vitals();
    }

    /** The threads that wait for child processes; all others are the same for every boot. */
    private static long attendants(JsonObject vitals) {
        return vitals.getJsonArray("threads").stream()
                .filter(name -> name.toString().contains("attendant"))
                .count();
    }

    private static void restarts(Client admin) {
        admin.says("{'name':'StopServer'}");
        assertThat(admin.isClosed()).isEqualTo(1012);
    }

    private static JsonObject vitals() {
        return Json.createReader(
                        new StringReader(ContainerStage.get("/server/vitals").body()))
                .readObject();
    }
}
