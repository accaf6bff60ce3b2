package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Becoming admin, being refused, and what admins may do. */
public abstract class AdminContract extends ServerContract {

    @Test
    void theRightPasswordMakesAdmin() {
        Client alice = connects();
        alice.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));

        JsonObject frame = alice.hears("ConnectionAuthenticated");
        assertHeader(frame);
        assertThat(frame.getJsonObject("connection").getBoolean("admin")).isTrue();
        JsonObject roster = alice.hears("UpdateConnections");
        assertThat(member(roster, alice.id()).getBoolean("admin")).isTrue();
    }

    @Test
    void aWrongPasswordPromptsAgainWithoutGivingItBack() {
        Client alice = connects();
        alice.says("{'name':'Authenticate','id':'first','password':'open says me'}");

        JsonObject prompt = alice.hears("PromptForAuthentication");
        assertHeader(prompt);
        assertThat(prompt.getString("message")).isEqualTo("Authorization required.");
        assertThat(prompt.getInt("code")).isEqualTo(401);
        JsonObject previous = prompt.getJsonObject("previous");
        assertThat(previous.getString("name")).isEqualTo("Authenticate");
        assertThat(previous.getString("id")).isEqualTo("first");
        assertThat(prompt.toString()).doesNotContain("open says me");
    }

    @Test
    void answersToPasswordsComeInTheOrderOfThePasswords() {
        Client alice = connects();
        alice.says("{'name':'Authenticate','password':'wrong'}");
        alice.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));

        alice.hears("PromptForAuthentication");
        alice.hears("ConnectionAuthenticated");
    }

    @Test
    void aWrongPasswordLaterDoesNotTakeAdminAway() {
        Client admin = connectsAsAdmin();
        admin.says("{'name':'Authenticate','password':'wrong'}");
        admin.hears("PromptForAuthentication");

        admin.says("{'name':'DisconnectPlayers'}");
        admin.hearsNothing();
    }

    @Test
    void tooManyWrongPasswordsAreRefusedUnseenAlsoOnANewConnectionFromTheSameAddress() {
        String address = anAddress();
        Client alice = stage().connects(address);
        alice.isGreeted();
        for (int i = 0; i < 5; i++) {
            alice.says("{'name':'Authenticate','password':'wrong'}");
            alice.hears("PromptForAuthentication");
        }
        alice.says("{'name':'Authenticate','id':'sixth','password':'%s'}".formatted(Stage.KEY));
        assertThat(alice.isTold("RateLimited", 429).getString("reply_to")).isEqualTo("sixth");

        Client again = stage().connects(address);
        again.isGreeted();
        again.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
        again.isTold("RateLimited", 429);

        Client elsewhere = connects();
        elsewhere.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
        elsewhere.hears("ConnectionAuthenticated");
    }

    @Test
    void whatOnlyAdminsMayIsAnsweredByAPromptThatGivesTheMessageBackWhole() {
        Client alice = connects();
        String nobody = UUID.randomUUID().toString();
        alice.says("{'name':'DisconnectAll','id':'kick','type':['player'],'uuid':'%s','stray':1}".formatted(nobody));

        JsonObject previous = alice.hears("PromptForAuthentication").getJsonObject("previous");
        assertThat(previous.getString("name")).isEqualTo("DisconnectAll");
        assertThat(previous.getString("id")).isEqualTo("kick");
        assertThat(previous.getJsonNumber("timestamp")).isNotNull();
        assertThat(previous.getString("uuid")).isEqualTo(nobody);
        assertThat(previous.getJsonArray("type")).hasSize(1);
        assertThat(previous.keySet()).doesNotContain("stray");
    }

    @Test
    void whatWasRefusedIsAcceptedAsItComesBackOnceTheClientIsAdmin() {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);
        alice.says("{'name':'DisconnectAll','uuid':'%s'}".formatted(bob.id()));
        JsonObject previous = alice.hears("PromptForAuthentication").getJsonObject("previous");
        authenticates(alice);

        alice.saysExactly(
                Json.createObjectBuilder(previous).add("extra", true).build().toString());

        assertThat(bob.isClosed()).isEqualTo(1000);
        assertThat(alice.hears("UpdateConnections").getInt("total")).isEqualTo(1);
    }

    @Test
    void everythingForAdminsIsRefusedToOthersBeforeAnythingIsLookedUp() {
        Client alice = connects();
        String nobody = UUID.randomUUID().toString();
        for (String name :
                List.of("DisconnectAll", "DisconnectPlayers", "DisconnectSpectators", "DrainServer", "StopServer")) {
            alice.says("{'name':'%s','uuid':'%s'}".formatted(name, nobody));
            assertThat(alice.hears("PromptForAuthentication")
                            .getJsonObject("previous")
                            .getString("name"))
                    .isEqualTo(name);
        }
    }

    @Test
    void aKickedClientGetsNoFrameButACloseAndTheOthersSeeIt() {
        Client admin = connectsAsAdmin();
        Client bob = connects();
        admin.hears("UpdateConnections");

        admin.says("{'name':'DisconnectAll','uuid':'%s'}".formatted(bob.id()));

        assertThat(bob.isClosed()).isEqualTo(1000);
        assertThat(admin.hears("UpdateConnections").getInt("total")).isEqualTo(1);
    }

    @Test
    void disconnectAllClosesTheAdminToo() {
        Client admin = connectsAsAdmin();
        Client bob = connects();
        admin.says("{'name':'DisconnectAll'}");

        assertThat(admin.isClosed()).isEqualTo(1000);
        assertThat(bob.isClosed()).isEqualTo(1000);
    }

    @Test
    void oneTypeOrSeveralMayBeDisconnected() {
        Client admin = connectsAsAdmin();
        Client player = connects();
        Client spectator = connects();
        Client anonymous = connects();
        player.hearsEventually("UpdateConnections");
        joins(spectator, player);

        admin.says("{'name':'DisconnectAll','type':'player'}");
        assertThat(player.isClosed()).isEqualTo(1000);
        assertThat(spectator.isOpen()).isTrue();

        admin.says("{'name':'DisconnectAll','type':['spectator','anonymous']}");
        assertThat(spectator.isClosed()).isEqualTo(1000);
        assertThat(anonymous.isClosed()).isEqualTo(1000);
    }

    private static void joins(Client spectator, Client player) {
        player.says("{'name':'JoinAsPlayer'}");
        player.hearsEventually("ConnectionRegistered");
        spectator.says("{'name':'JoinAsSpectator'}");
        spectator.hearsEventually("ConnectionRegistered");
    }

    @Test
    void playersAndSpectatorsMayBeDisconnectedApart() {
        Client admin = connectsAsAdmin();
        Client player = connects();
        Client spectator = connects();
        joins(spectator, player);

        admin.says("{'name':'DisconnectSpectators'}");
        assertThat(spectator.isClosed()).isEqualTo(1000);
        assertThat(player.isOpen()).isTrue();

        admin.says("{'name':'DisconnectPlayers','uuid':'%s'}".formatted(player.id()));
        assertThat(player.isClosed()).isEqualTo(1000);
    }

    @Test
    void anAdminWhoNamesNobodyIsToldSo() {
        Client admin = connectsAsAdmin();
        String nobody = UUID.randomUUID().toString();
        for (String name : List.of("DisconnectAll", "DisconnectPlayers", "DisconnectSpectators")) {
            admin.says("{'name':'%s','id':'q','uuid':'%s'}".formatted(name, nobody));
            JsonObject told = admin.isTold("NotFound", 404);
            assertThat(told.getString("message")).contains(nobody);
            assertThat(told.getString("reply_to")).isEqualTo("q");
        }
        admin.says("{'name':'DismissNotifications','connection':'%s'}".formatted(nobody));
        admin.isTold("NotFound", 404);
        admin.says("{'name':'DisconnectPlayers','uuid':'%s'}".formatted(admin.id()));
        admin.isTold("NotFound", 404);
    }

    @Test
    void stoppingTheServerClosesEverybodyAndBootsACleanOne() {
        Client admin = connectsAsAdmin();
        Client bob = connects();
        admin.says("{'name':'StopServer'}");

        assertThat(admin.isClosed()).isEqualTo(1012);
        assertThat(bob.isClosed()).isEqualTo(1012);

        Client carol = stage().connects(anAddress());
        carol.hears("ConnectionEstablished");
        assertThat(carol.hears("UpdateConnections").getInt("total")).isEqualTo(1);
    }

    @Test
    void aClientThatClosesWhileItsPasswordIsCheckedTroublesNobody() {
        Client bob = connects();
        for (int i = 0; i < 20; i++) {
            Client alice = stage().connects(anAddress());
            alice.hears("ConnectionEstablished");
            alice.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
            alice.leaves();
        }
        bob.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
        bob.hearsEventually("ConnectionAuthenticated");
    }
}
