package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What offline code queues, and what becomes of it. */
public abstract class QueueContract extends ServerContract {

    private void queues(String body) {
        stage().queues(body.replace('\'', '"'));
    }

    @Test
    void anythingMayBeSaidToEverybody() {
        List<Client> two = connectTwo();
        queues("{'job':'SendMessage','data':{'name':'OrderPlaced','payload':{'order':7,'note':'ä/b','tags':[1,null],"
                + "'exact':1.10},'to':{'everyone':true}}}");

        JsonObject heard = two.get(0).hears("OrderPlaced");
        assertHeader(heard);
        assertThat(heard.getInt("order")).isEqualTo(7);
        assertThat(heard.getString("note")).isEqualTo("ä/b");
        assertThat(heard.get("tags").toString()).isEqualTo("[1,null]");
        assertThat(heard.get("exact").toString()).isEqualTo("1.10");
        assertThat(two.get(1).hears("OrderPlaced")).isEqualTo(heard);
    }

    @Test
    void toOneConnectionToATypeToSeveralAndToAllButOne() {
        Client alice = connects();
        Client bob = connects();
        Client carol = connects();
        joins(alice, "Player", "Ada", "L");
        joins(bob, "Spectator", "Bob", "B");
        List.of(alice, bob, carol).forEach(Client::hearsAll);

        queues("{'job':'SendMessage','data':{'name':'ToOne','payload':{},'to':{'connection':'%s'}}}"
                .formatted(carol.id()));
        queues("{'job':'SendMessage','data':{'name':'ToPlayers','payload':{},'to':{'type':'player'}}}");
        queues("{'job':'SendMessage','data':{'name':'ToSome','payload':{},'to':{'type':['player','spectator']}}}");
        queues("{'job':'SendMessage','data':{'name':'ToOthers','payload':{},'to':{'everyone':true},'except':'%s'}}"
                .formatted(alice.id()));

        assertThat(names(alice)).containsExactly("ToPlayers", "ToSome");
        assertThat(names(bob)).containsExactly("ToSome", "ToOthers");
        assertThat(names(carol)).containsExactly("ToOne", "ToOthers");
    }

    private static List<String> names(Client client) {
        return client.hearsAll().stream().map(frame -> frame.getString("name")).toList();
    }

    @Test
    void commandsRunInTheOrderOfTheQueue() {
        Client alice = connects();
        for (int i = 0; i < 100; i++) {
            queues("{'job':'SendMessage','data':{'name':'Count','payload':{'n':%d},'to':{'everyone':true}}}"
                    .formatted(i));
        }
        for (int i = 0; i < 100; i++) {
            assertThat(alice.hears("Count").getInt("n")).isEqualTo(i);
        }
    }

    @Test
    void anySenderMayNotify() {
        Client alice = connects();
        UUID stranger = UUID.randomUUID();
        queues("{'job':'NotifyConnection','data':{'sender':'%s','receiver':'%s'}}".formatted(stranger, alice.id()));
        assertThat(alice.hears("UpdateNotifications").getJsonObject("notifications"))
                .containsOnlyKeys(stranger.toString());

        queues("{'job':'DismissNotifications','data':{'uuid':'%s'}}".formatted(alice.id()));
        assertThat(alice.hears("UpdateNotifications").getJsonObject("notifications"))
                .isEmpty();
    }

    @Test
    void aConnectionMayBeRegisteredFromOutside() {
        Client alice = connects();
        queues(
                ("{'job':'RegisterConnection','data':{'connection':{'uuid':'%s','first_name':'Ada','last_name':'Lovelace',"
                                + "'email':'ada@example.org','type':'player'}}}")
                        .formatted(alice.id()));

        JsonObject self = alice.hears("ConnectionRegistered").getJsonObject("connection");
        assertThat(self.getString("name")).isEqualTo("Ada Lovelace");
        assertThat(self.getString("email")).isEqualTo("ada@example.org");
        assertThat(self.getString("type")).isEqualTo("player");
        alice.hears("UpdateConnections");
    }

    @Test
    void connectionsMayBeClosedOneByOneByTypeOrAll() {
        Client alice = connects();
        Client bob = connects();
        Client carol = connects();
        joins(bob, "Player", "Bob", "B");
        queues("{'job':'CloseConnections','data':{'uuid':'%s'}}".formatted(alice.id()));
        assertThat(alice.isClosed()).isEqualTo(1000);
        assertThat(bob.isOpen()).isTrue();

        queues("{'job':'CloseConnections','data':{'type':'player'}}");
        assertThat(bob.isClosed()).isEqualTo(1000);
        assertThat(carol.isOpen()).isTrue();

        queues("{'job':'CloseConnections'}");
        assertThat(carol.isClosed()).isEqualTo(1000);
    }

    @Test
    void theUptimeMayBeBroadcast() {
        Client alice = connects();
        queues("{'job':'BroadcastCurrentUptime','data':{}}");
        JsonObject uptime = alice.hears("CurrentUptime");
        assertHeader(uptime);
        assertThat(uptime.getJsonNumber("elapsed").longValueExact())
                .isEqualTo(uptime.getJsonNumber("now").longValueExact()
                        - uptime.getJsonNumber("start").longValueExact());

        queues("{'job':'BroadcastCurrentUptime','data':{'start':1000}}");
        assertThat(alice.hears("CurrentUptime").getInt("start")).isEqualTo(1000);
    }

    @Test
    void theServerMayBeStoppedFromOutside() {
        Client alice = connects();
        queues("{'job':'StopServer'}");
        assertThat(alice.isClosed()).isEqualTo(1012);
        assertThat(connects().isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"App\\\\Commands\\\\SendMessage", "a.b.SendMessageCommand", "SendMessageCommand"})
    void theOriginalsClassNamesWorkToo(String job) {
        Client alice = connects();
        queues("{'job':'%s','data':{'name':'Hello','payload':{},'to':{'everyone':true}}}".formatted(job));
        alice.hears("Hello");
    }

    @Test
    void bytesOfUtf8AreAsGoodAsText() {
        Client alice = connects();
        stage().queuesBytes(
                        "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Hello\",\"payload\":{\"to\":\"Zoë\"},\"to\":{\"everyone\":true}}}"
                                .getBytes(StandardCharsets.UTF_8));
        assertThat(alice.hears("Hello").getString("to")).isEqualTo("Zoë");
    }

    @Test
    void aDelayedCommandRunsLater() {
        Client alice = connects();
        queues("{'job':'SendMessage','delay':300,'data':{'name':'Late','payload':{},'to':{'everyone':true}}}");
        queues("{'job':'SendMessage','data':{'name':'Early','payload':{},'to':{'everyone':true}}}");
        alice.hears("Early");
        alice.hears("Late");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "<job/>",
                "SendMessage",
                "{}",
                "{'data':{}}",
                "{'job':5}",
                "{'job':'DropTables'}",
                "{'job':'java.lang.Runtime'}",
                "{'job':'sendmessage','data':{}}",
                "{'job':'SendMessage','data':[]}",
                "{'job':'SendMessage','data':{}}",
                "{'job':'SendMessage','data':{'name':'X','payload':5,'to':{'everyone':true}}}",
                "{'job':'SendMessage','data':{'name':'','payload':{},'to':{'everyone':true}}}",
                "{'job':'SendMessage','data':{'name':'X','payload':{'id':1},'to':{'everyone':true}}}",
                "{'job':'SendMessage','data':{'name':'X','payload':{},'to':{}}}",
                "{'job':'SendMessage','data':{'name':'X','payload':{},'to':{'everyone':false}}}",
                "{'job':'SendMessage','data':{'name':'X','payload':{},'to':{'everyone':true,'type':'player'}}}",
                "{'job':'NotifyConnection','data':{'sender':'x','receiver':'y'}}",
                "{'job':'StopServer','delay':'soon'}",
                "{'job':'StopServer','delay':-1}"
            })
    void whatCannotRunIsPutAsideWithItsReasonAndTheNextOneRuns(String body) {
        Client alice = connects();
        queues(body);
        queues("{'job':'SendMessage','data':{'name':'Next','payload':{},'to':{'everyone':true}}}");

        alice.hears("Next");
        assertThat(stage().deadReason())
                .hasValueSatisfying(reason -> assertThat(reason).isNotBlank());
        assertThat(stage().deadReason()).isEmpty();
    }

    @Test
    void bytesThatAreNoUtf8ArePutAside() {
        stage().queuesBytes(new byte[] {'{', (byte) 0xC3, (byte) 0x28, '}'});
        assertThat(stage().deadReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("UTF-8"));
    }

    @Test
    void aBodyOfFiveMegabytesIsPutAside() {
        Client alice = connects();
        queues("{'job':'SendMessage','data':{'name':'Big','payload':{'x':'" + "x".repeat(5_000_000)
                + "'},'to':{'everyone':true}}}");
        assertThat(stage().deadReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("server.outbox.bytes"));
        alice.hearsNothing();
    }

    @Test
    void aCommandForSomebodyWhoHasLeftDoesNothingAndIsCounted() {
        long before = stage().counted("commands.missed");
        UUID nobody = UUID.randomUUID();
        queues("{'job':'NotifyConnection','data':{'sender':'%1$s','receiver':'%1$s'}}".formatted(nobody));
        queues("{'job':'DismissNotifications','data':{'uuid':'%s'}}".formatted(nobody));
        queues("{'job':'CloseConnections','data':{'uuid':'%s'}}".formatted(nobody));
        queues("{'job':'RegisterConnection','data':{'connection':{'uuid':'%s'}}}".formatted(nobody));
        queues("{'job':'SendMessage','data':{'name':'X','payload':{},'to':{'connection':'%s'}}}".formatted(nobody));

        assertThat(stage().counted("commands.missed")).isEqualTo(before + 5);
        assertThat(stage().deadReason()).isEmpty();
    }
}
