package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Opening, joining, and who sees what of whom. */
public abstract class ConnectionContract extends ServerContract {

    @Test
    void aClientIsGreetedWithItselfInFullAndThenTheRoster() {
        Client alice = stage().connects("10.9.8.7");

        JsonObject greeting = alice.hears("ConnectionEstablished");
        assertHeader(greeting);
        JsonObject self = greeting.getJsonObject("connection");
        assertThat(self.keySet())
                .containsExactlyInAnyOrder(
                        "admin",
                        "ip_address",
                        "notifications",
                        "resource_id",
                        "subscriptions",
                        "timestamp",
                        "type",
                        "uuid");
        assertThat(self.getBoolean("admin")).isFalse();
        assertThat(self.getString("ip_address")).isEqualTo("10.9.8.7");
        assertThat(self.get("notifications")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        assertThat(self.get("subscriptions")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
        assertThat(self.getString("type")).isEqualTo("anonymous");
        assertThat(self.getJsonNumber("timestamp").isIntegral()).isTrue();
        assertThat(self.getJsonNumber("resource_id").isIntegral()).isTrue();
        assertThat(UUID.fromString(self.getString("uuid")).version()).isEqualTo(4);

        JsonObject roster = alice.hears("UpdateConnections");
        assertHeader(roster);
        assertThat(roster.getInt("total")).isEqualTo(1);
        assertThat(roster.getJsonObject("connections").keySet()).containsExactly(self.getString("uuid"));
    }

    @Test
    void everybodySeesWhoOpens() {
        Client alice = connects();
        Client bob = stage().connects(anAddress());
        bob.hears("ConnectionEstablished");
        JsonObject seenByBob = bob.hears("UpdateConnections");
        JsonObject seenByAlice = alice.hears("UpdateConnections");

        assertThat(seenByAlice).as("one broadcast, one id, one timestamp").isEqualTo(seenByBob);
        assertThat(seenByAlice.getInt("total")).isEqualTo(2);
        assertThat(seenByAlice.getJsonObject("connections").keySet().iterator().next())
                .as("in order of opening")
                .isEqualTo(alice.id().toString());
    }

    @Test
    void resourceIdsAreUnique() {
        int first = stage().connects(anAddress())
                .hears("ConnectionEstablished")
                .getJsonObject("connection")
                .getInt("resource_id");
        int second = stage().connects(anAddress())
                .hears("ConnectionEstablished")
                .getJsonObject("connection")
                .getInt("resource_id");
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void aJoinIsAnsweredAndShownToAll() {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);

        alice.says(
                "{'name':'JoinAsPlayer','registration':{'name':{'first':'Ada','last':'Lovelace'},'email':'ada@example.org'}}");

        JsonObject registered = alice.hears("ConnectionRegistered");
        assertHeader(registered);
        JsonObject self = registered.getJsonObject("connection");
        assertThat(self.getString("name")).isEqualTo("Ada Lovelace");
        assertThat(self.getString("email")).isEqualTo("ada@example.org");
        assertThat(self.getString("type")).isEqualTo("player");
        assertThat(member(alice.hears("UpdateConnections"), alice.id()).getString("name"))
                .isEqualTo("Ada Lovelace");
        assertThat(member(bob.hears("UpdateConnections"), alice.id()).getString("type"))
                .isEqualTo("player");
    }

    @Test
    void othersSeeOnlyWhatIsPublic() {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);
        joins(alice, "Player", "Ada", "Lovelace");

        JsonObject roster = bob.hears("UpdateConnections");

        Set<String> everybodysFields = Set.of("name", "subscriptions", "timestamp", "type", "uuid");
        assertThat(member(roster, alice.id()).keySet()).isEqualTo(everybodysFields);
        assertThat(roster.toString()).doesNotContain("@example.org", "ip_address", "10.1.");
    }

    @Test
    void adminsSeeEverything() {
        Client admin = connects();
        Client alice = connects();
        admin.hears("UpdateConnections");
        joins(alice, "Player", "Ada", "Lovelace");
        admin.hears("UpdateConnections");

        admin.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
        admin.hears("ConnectionAuthenticated");
        JsonObject roster = admin.hears("UpdateConnections");

        JsonObject seen = member(roster, alice.id());
        assertThat(seen.getString("email")).isEqualTo("Ada@example.org");
        assertThat(seen.getString("ip_address")).startsWith("10.1.");
        assertThat(seen.getBoolean("admin")).isFalse();
        assertThat(member(roster, admin.id()).getBoolean("admin")).isTrue();
        alice.hearsNothing();
    }

    @Test
    void aRejoinOverwrites() {
        Client alice = connects();
        joins(alice, "Player", "Ada", "Lovelace");
        alice.says("{'name':'JoinAsSpectator','registration':{'name':{'first':'Grace'}}}");

        JsonObject self = alice.hears("ConnectionRegistered").getJsonObject("connection");
        assertThat(self.getString("name")).isEqualTo("Grace");
        assertThat(self.getString("email")).isEqualTo("Not Available");
        assertThat(self.getString("type")).isEqualTo("spectator");
    }

    @Test
    void whoSaysNothingOfItselfIsAnonymous() {
        for (String registration : List.of(
                "",
                ", 'registration': null",
                ", 'registration': {}",
                ", 'registration': {'name': null, 'email': null}",
                ", 'registration': {'name': {'first': '  ', 'last': ''}, 'email': ' '}")) {
            Client alice = connects();
            alice.says("{'name': 'JoinAsPlayer'" + registration + "}");

            JsonObject self = alice.hears("ConnectionRegistered").getJsonObject("connection");
            assertThat(self.getString("name")).as(registration).isEqualTo("Anonymous");
            assertThat(self.getString("email")).as(registration).isEqualTo("Not Available");
            alice.leaves();
            stage().clear();
        }
    }

    @Test
    void textComesBackAsItWasSaid() {
        Client alice = connects();
        alice.saysExactly(
                "{\"name\":\"JoinAsPlayer\",\"registration\":{\"name\":{\"first\":\"Zoë 😀 </b>\",\"last\":\"\\\"\\\\\\u0007\"}}}");

        assertThat(alice.hears("ConnectionRegistered")
                        .getJsonObject("connection")
                        .getString("name"))
                .isEqualTo("Zoë 😀 </b> \"\\\u0007");
    }

    @Test
    void everybodySeesWhoLeaves() {
        List<Client> two = connectTwo();
        two.get(1).leaves();

        JsonObject roster = two.get(0).hears("UpdateConnections");
        assertThat(roster.getInt("total")).isEqualTo(1);
        assertThat(roster.getJsonObject("connections").keySet())
                .containsExactly(two.get(0).id().toString());
    }

    @Test
    void theServerIsFullAtItsLimitAndLivesOn() {
        List<Client> clients = new ArrayList<>();
        for (int i = 0; i < Stage.MOST; i++) {
            Client client = stage().connects(anAddress());
            client.hears("ConnectionEstablished");
            clients.add(client);
        }

        Client late = stage().connects(anAddress());
        late.isTold("ServerFull", 503);
        assertThat(late.isClosed()).isEqualTo(1013);

        clients.get(0).leaves();
        await().until(() -> stage().connects(anAddress()).hearsWhat().equals("ConnectionEstablished"));
    }
}
