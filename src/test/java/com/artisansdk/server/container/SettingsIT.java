package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Settings other than those of the contract, and settings that change while the server runs. */
class SettingsIT extends ContainerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Deployment(testable = false)
    static WebArchive server() {
        return Archives.server(
                Map.of("server.key", Stage.KEY, "server.roster.details", "everyone", "server.message.max", "16777216"));
    }

    @Test
    void everybodySeesEverybodysDetailsWhereTheSettingSaysSo() {
        Client alice = connects();
        Client bob = connects();
        alice.says("{'name':'JoinAsPlayer','registration':{'name':{'first':'Ada'},'email':'ada@example.org'}}");

        JsonObject seen = hearsOf(bob, alice, "name");
        assertThat(seen.getString("email")).isEqualTo("ada@example.org");
        assertThat(seen.getString("ip_address")).isEqualTo("127.0.0.1");
        assertThat(seen.getBoolean("admin")).isFalse();
        assertThat(seen.getJsonObject("notifications")).isEmpty();
    }

    @Test
    void anAddressThatNoTrustedProxyVouchesForIsNotBelieved() {
        Client alice = stage().connects("10.66.66.66");
        assertThat(alice.hears("ConnectionEstablished")
                        .getJsonObject("connection")
                        .getString("ip_address"))
                .isEqualTo("127.0.0.1");
    }

    @Test
    void aFrameMayBeAsLargeAsTheSettingSaysAndNotLarger() {
        Client alice = connects();
        String frame = "{\"name\":\"Nothing\",\"x\":\"%s\"}";
        alice.saysExactly(frame.formatted("\u20ac".repeat(2_000_000)));
        assertThat(alice.hearsEventually("MessageException").getString("exception"))
                .isEqualTo("UnknownMessage");

        alice.saysExactly(frame.formatted("x".repeat(17_000_000)));
        assertThat(alice.isClosed()).isEqualTo(1009);
    }

    @Test
    void rostersArePacedButEachSeesItsOwnJoinAtOnce() {
        Client observer = connects();
        List<Client> players = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            players.add(connects());
        }
        hearsTotal(observer, 11);

        long begun = System.nanoTime();
        players.forEach(player -> player.says("{'name':'JoinAsPlayer'}"));
        for (Client player : players) {
            player.hearsEventually("ConnectionRegistered");
            assertThat(member(player.hears("UpdateConnections"), player.id()).getString("type"))
                    .isEqualTo("player");
        }
        int heard = 0;
        long joined;
        do {
            JsonObject roster = observer.hears("UpdateConnections");
            heard++;
            joined = players.stream()
                    .filter(player ->
                            member(roster, player.id()).getString("type").equals("player"))
                    .count();
        } while (joined < players.size());
        long elapsed = (System.nanoTime() - begun) / 1_000_000;

        // One that may have been due, one at once, and one for each pause of 100 ms.
        assertThat(heard).as("rosters heard in %s ms", elapsed).isLessThanOrEqualTo((int) (elapsed / 100) + 2);
    }

    @Test
    void theMostConnectionsMayBeChangedWhileTheServerRuns() {
        Client alice = connects();
        connects();
        Management.setSystemProperty("server.max.connections", "2");
        try {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> !isLetIn());
            assertThat(alice.isOpen()).isTrue();
        } finally {
            Management.removeSystemProperty("server.max.connections");
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(this::isLetIn);
    }

    @Test
    void aSettingThatGoesWrongWhileTheServerRunsChangesNothingAndIsLoggedOnce() {
        ServerLog log = new ServerLog();
        Management.setSystemProperty("server.max.connections", "many");
        try {
            await().atMost(PATIENCE)
                    .until(() -> log.text().contains("server.max.connections must be 0 or more, was many"));
            assertThat(isLetIn()).isTrue();
        } finally {
            Management.removeSystemProperty("server.max.connections");
        }
        assertThat(log.text().split("was many", -1)).hasSize(2);
    }

    /** Knocks, and leaves again. */
    private boolean isLetIn() {
        Client client = stage().connects("10.0.0.1");
        JsonObject first = client.hearsAny();
        client.leaves();
        if (first.getString("name").equals("ConnectionEstablished")) {
            return true;
        }
        assertThat(first.getString("exception")).isEqualTo("ServerFull");
        return false;
    }

    /** Hears rosters until one shows a field of somebody. */
    private static JsonObject hearsOf(Client client, Client other, String field) {
        JsonObject seen = member(client.hearsEventually("UpdateConnections"), other.id());
        while (seen == null || !seen.containsKey(field)) {
            seen = member(client.hearsEventually("UpdateConnections"), other.id());
        }
        return seen;
    }

    /** Hears rosters until one shows so many. */
    private static void hearsTotal(Client client, int total) {
        int heard = 0;
        while (heard != total) {
            heard = client.hearsEventually("UpdateConnections").getInt("total");
        }
    }
}
