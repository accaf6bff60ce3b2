package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.time.Duration;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What an operator reads: the frames that pass, if wanted, without secrets; and no stack trace for what users do wrong. */
class LogIT extends ContainerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String FRAMES = "com.artisansdk.server.frames";

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract());
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    void framesAreLoggedOnRequestAndPasswordsNever() {
        ServerLog log = new ServerLog();
        Client alice = connects();
        String malformed = "{'name':'Authenticate','password':'hunter2'";
        Management.setLevel(FRAMES, "DEBUG");
        try {
            // Payara takes over a level a while after it was told, and says nothing of it.
            await().atMost(PATIENCE).until(() -> {
                alice.says("{'name':'Nothing'}");
                alice.hearsEventually("MessageException");
                return log.text().contains("UNKNOWN_MESSAGE");
            });
            alice.says("{'name':'Authenticate','id':'wrong one','password':'hunter2'}");
            alice.hearsEventually("PromptForAuthentication");
            for (String frame : List.of(
                    "{'name':'Authenticate','password':['hunter2']}",
                    "{'name':'Authenticate','password':{'is':'hunter2'}}",
                    "{'name':'authenticate','password':'hunter2'}",
                    "{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY),
                    "{'name':'JoinAsPlayer','registration':{'name':{'first':'{0} Ada'}}}")) {
                alice.says(frame);
            }
            alice.hearsEventually("ConnectionRegistered");
            alice.says(malformed);
            assertThat(alice.isClosed()).isEqualTo(1007);
        } finally {
            Management.resetLevel(FRAMES);
        }

        // It also writes a while after it was told.
        await().atMost(PATIENCE).until(() -> log.text().contains("MALFORMED_MESSAGE"));
        assertThat(log.text())
                .contains("from " + alice.id() + ": {\"id\":\"wrong one\",\"name\":\"Authenticate\"")
                .contains("from " + alice.id() + ": MALFORMED_MESSAGE, " + malformed.length() + " characters")
                .contains("{0} Ada")
                .contains("\"name\":\"PromptForAuthentication\"")
                .doesNotContain("hunter2", Stage.KEY);
    }

    @Test
    void framesAreNotLoggedUnlessWanted() {
        ServerLog log = new ServerLog();
        Client alice = connects();
        joins(alice, "Player", "Ada", "Lovelace");
        assertThat(log.text()).doesNotContain("Lovelace");
    }

    @Test
    void whatUsersDoWrongLeavesNoStackTraceInTheLog() {
        ServerLog log = new ServerLog();
        for (String frame : List.of(
                "hello",
                "{'name':",
                "{'name':'Nothing'}",
                "{'name':'Authenticate','password':5}",
                "{'name':'Authenticate','password':'wrong'}",
                "{'name':'DisconnectAll'}",
                "{'name':'NotifyConnection','receiver':'3b7f6c52-0a53-4f0e-9d33-3f4a7c1d2e10'}")) {
            Client alice = connects();
            alice.says(frame);
            alice.hearsAny();
            stage().clear();
        }
        Client binary = connects();
        binary.saysBinary(new byte[] {1, 2, 3});
        assertThat(binary.isClosed()).isEqualTo(1003);
        Client big = connects();
        big.saysExactly("x".repeat(70_000));
        assertThat(big.isClosed()).isEqualTo(1009);
        for (String body : List.of("<job/>", "{\"job\":\"DropTables\"}", "{\"job\":\"SendMessage\",\"data\":{}}")) {
            stage().queues(body);
            assertThat(stage().deadReason()).isPresent();
        }

        await().atMost(Duration.ofSeconds(5)).until(() -> log.text().contains("realtime.dead"));
        assertThat(log.text()).doesNotContain("\tat ", "ERROR", "FailedLoginException");
    }
}
