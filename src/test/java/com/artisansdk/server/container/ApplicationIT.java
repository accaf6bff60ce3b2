package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import jakarta.json.JsonObject;
import java.util.List;
import org.example.game.GameManager;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that extends the server: its messages, its beans, its commands, its manager, and its failures. */
class ApplicationIT extends ContainerTest {

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract()).addPackage(GameManager.class.getPackage());
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    void aMessageForAdminsIsRefusedToOthersAndRunsForAdmins() {
        Client alice = connects();
        alice.says("{'name':'RingBell','id':'ring','tone':'c'}");
        JsonObject previous = alice.hears("PromptForAuthentication").getJsonObject("previous");
        assertThat(previous.getString("name")).isEqualTo("RingBell");
        assertThat(previous.getString("id")).isEqualTo("ring");
        assertThat(previous.getString("tone")).isEqualTo("c");

        authenticates(alice);
        alice.saysExactly(previous.toString());
        assertHappened(alice, "bell c");
    }

    @Test
    void aMessageForItsOwnerIsRefusedToOthersAndRunsForTheOwnerAndAdmins() {
        List<Client> two = connectTwo();
        assertOnlyTheOwnerAndAdminsMay(
                "TearDiary", two.get(0), two.get(1), "torn " + two.get(0).id());
    }

    @Test
    void aBeanMethodForAdminsIsRefusedToOthersAndRunsForAdmins() {
        Client alice = connects();
        alice.says("{'name':'OpenVault','id':'open'}");
        JsonObject previous = alice.hears("PromptForAuthentication").getJsonObject("previous");
        assertThat(previous.getString("name")).isEqualTo("OpenVault");
        assertThat(previous.getString("id")).isEqualTo("open");

        authenticates(alice);
        alice.saysExactly(previous.toString());
        assertHappened(alice, "opened by " + alice.id());
    }

    @Test
    void aBeanMethodForTheOwnerIsRefusedToOthersAndRunsForTheOwnerAndAdmins() {
        List<Client> two = connectTwo();
        assertOnlyTheOwnerAndAdminsMay("ReadDiary", two.get(0), two.get(1), "read by ");
    }

    private void assertOnlyTheOwnerAndAdminsMay(String message, Client owner, Client other, String what) {
        String said = "{'name':'%s','of':'%s'}".formatted(message, owner.id());
        other.says(said);
        assertThat(other.hears("PromptForAuthentication")
                        .getJsonObject("previous")
                        .getString("of"))
                .isEqualTo(owner.id().toString());

        owner.says(said);
        assertHappened(owner, what);

        authenticates(other);
        other.says(said);
        assertHappened(other, what);
    }

    private static void assertHappened(Client client, String what) {
        assertThat(client.hears("GameEvent").getString("what")).startsWith(what);
    }

    @Test
    void aCommandThatThrowsIsTriedFourTimesAheadOfLaterOnesAndThenPutAsideWithItsReason() {
        Client alice = connects();
        long dead = stage().counted("commands.dead");
        stage().queues("{\"job\":\"Stumble\",\"data\":{\"times\":4}}");
        stage().queues(
                        "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Next\",\"payload\":{},\"to\":{\"everyone\":true}}}");

        for (int run = 1; run <= 4; run++) {
            assertHappened(alice, "stumble " + run);
        }
        alice.hears("Next");
        assertThat(stage().deadReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("4 times", "stumbled"));
        assertThat(stage().deadReason()).isEmpty();
        assertThat(stage().counted("commands.dead")).isEqualTo(dead + 1);
        // It counts its runs, and works the fifth time.
        stage().queues("{\"job\":\"Stumble\",\"data\":{\"times\":4}}");
        assertHappened(alice, "stumble 5");
    }

    @Test
    void aCommandThatWorksWhenItIsTriedAgainIsDone() {
        Client alice = connects();
        stage().queues("{\"job\":\"Stumble\",\"data\":{\"times\":3}}");

        for (int run = 1; run <= 4; run++) {
            assertHappened(alice, "stumble " + run);
        }
        assertThat(stage().deadReason()).isEmpty();
        alice.hearsNothing();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Fumble", "Trip"})
    void aHandlerThatThrowsIsTheServersFaultAndStaysItsSecret(String message) {
        Client alice = connects();
        ServerLog log = new ServerLog();
        alice.says("{'name':'%s','id':'oops'}".formatted(message));

        JsonObject told = alice.isTold("ServerError", 500);
        assertHeader(told);
        assertThat(told.getString("reply_to")).isEqualTo("oops");
        assertThat(told.toString()).doesNotContain("secret", "Exception:", "example", "artisansdk", ".java");
        alice.hearsNothing();
        assertThat(alice.isOpen()).isTrue();
        assertThat(log.text()).as("what an operator needs").contains("secret", "org.example.game.", "\tat ");
    }
}
