package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The commands of {@code docs/operations.md} that change settings, typed as they stand there, and what they change. */
class ConsoleIT extends ContainerTest {

    /** What is promised. */
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    private static final Pattern COMMAND = Pattern.compile(
            Container.isPayara()
                    ? "(?m)^ {4}(\\$PAYARA/bin/asadmin (?:create-system-properties|delete-system-property) .*)$"
                    : "(?m)^ {4}(/system-property=server\\..*)$");

    private static final Pattern SETTING = Pattern.compile("\\b(server(?:\\.[a-z]+)+)(?==|:add\\()");

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.key", Stage.KEY));
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    void whatIsTypedThereCountsWithoutARedeployAndIsTakenBackLikewise() throws IOException {
        List<String> commands = commands();
        List<String> names = SETTING.matcher(String.join("\n", commands))
                .results()
                .map(MatchResult::group)
                .filter(name -> !name.equals("server.max.connections"))
                .toList();
        assertThat(names).hasSize(14);
        connects();

        Management.types(commands.toArray(String[]::new));
        try {
            // Not all at one moment: Payara remembers each for a while of its own.
            await().atMost(A_MINUTE).untilAsserted(this::eachCounts);
        } finally {
            names.forEach(Management::removeSystemProperty);
        }
        await().atMost(A_MINUTE).until(() -> addressSeen("10.66.66.66").equals("127.0.0.1"));
        assertThat(isAnswered("Authenticate", "'password':'" + Stage.KEY + "'")).isEqualTo("ConnectionAuthenticated");
    }

    private void eachCounts() {
        assertThat(addressSeen("10.66.66.66")).isEqualTo("10.66.66.66");
        assertThat(isAnswered("Authenticate", "'password':'another long secret'"))
                .isEqualTo("ConnectionAuthenticated");
        assertThat(isAnswered("Authenticate", "'password':'" + Stage.KEY + "'")).isEqualTo("PromptForAuthentication");

        Client guesser = knocks();
        for (String answer : List.of("PromptForAuthentication", "PromptForAuthentication", "MessageException")) {
            guesser.says("{'name':'Authenticate','password':'a guess'}");
            assertThat(guesser.hearsEventually(answer).getString("exception", "RateLimited"))
                    .isEqualTo("RateLimited");
        }

        Client talker = knocks();
        talker.says("{'name':'" + "x".repeat(300) + "'}");
        assertThat(talker.isClosed()).isEqualTo(1009);

        Client hasty = knocks();
        for (int i = 0; i < 30; i++) {
            hasty.says("{'name':'Nothing'}");
        }
        JsonObject told = hasty.hearsEventually("MessageException");
        while (!told.getString("exception").equals("RateLimited")) {
            told = hasty.hearsEventually("MessageException");
        }

        JsonObject roster = knocks().hearsEventually("UpdateConnections");
        assertThat(roster.getInt("total")).isGreaterThan(1);
        assertThat(roster.getJsonObject("connections")).hasSize(1);
        assertThat(roster.getJsonObject("connections")
                        .values()
                        .iterator()
                        .next()
                        .asJsonObject())
                .containsKey("ip_address");

        stage().queues("{\"job\":\"" + "x".repeat(3_000) + "\"}");
        assertThat(stage().deadReason())
                .hasValueSatisfying(reason -> assertThat(reason).contains("(server.outbox.bytes, 2048)"));
    }

    /** Those that change settings, and stay by themselves: not the ones that name a file or an entry of somebody's own. */
    private static List<String> commands() throws IOException {
        String page = Files.readString(Path.of(System.getProperty("project.directory"), "docs", "operations.md"));
        String section = Arrays.stream(page.split("(?m)^##+ "))
                .filter(part -> part.startsWith(Container.isPayara() ? "Payara" : "Settings while it runs"))
                .findFirst()
                .orElseThrow();
        return COMMAND.matcher(section)
                .results()
                .map(found -> found.group(1))
                .filter(command -> !command.contains("server.jaas.name"))
                .toList();
    }

    private String addressSeen(String address) {
        Client client = stage().connects(address);
        String seen = client.hears("ConnectionEstablished")
                .getJsonObject("connection")
                .getString("ip_address");
        client.leaves();
        return seen;
    }

    /** Somebody from an address of its own, whose wrong passwords count for nobody else. */
    private Client knocks() {
        return stage().connects(anAddress());
    }

    /** The name of the answer to a message, whatever comes before it. */
    private String isAnswered(String name, String payload) {
        Client client = knocks();
        client.says("{'name':'%s',%s}".formatted(name, payload));
        String heard = client.hearsWhat();
        while (heard.equals("ConnectionEstablished") || heard.equals("UpdateConnections")) {
            heard = client.hearsWhat();
        }
        return heard;
    }
}
