package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import com.unboundid.ldap.listener.InMemoryDirectoryServer;
import com.unboundid.ldap.listener.InMemoryDirectoryServerConfig;
import com.unboundid.ldap.listener.InMemoryListenerConfig;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldif.LDIFException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Admins of a directory, by an entry of the container's login configuration. */
class JaasIT extends ContainerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Path CHECKOUT = Path.of(System.getProperty("project.directory"));

    /** Where login.conf expects the directory. */
    private static final int LDAP = 62_389;

    private static final String IN_THE_DIRECTORY = "known to the directory";

    private static InMemoryDirectoryServer directory;

    /** With a key of its own, which counts as long as no entry is named. */
    @Deployment(testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.key", Stage.KEY, "server.login.attempts", "0"));
    }

    @BeforeAll
    static void anAdministratorNamesALoginConfiguration() throws LDAPException, LDIFException {
        InMemoryDirectoryServerConfig config = new InMemoryDirectoryServerConfig("dc=example,dc=org");
        config.setListenerConfigs(
                InMemoryListenerConfig.createLDAPConfig("loopback", InetAddress.getLoopbackAddress(), LDAP, null));
        directory = new InMemoryDirectoryServer(config);
        directory.add("dn: dc=example,dc=org", "objectClass: domain", "dc: example");
        directory.add(
                "dn: uid=admin,dc=example,dc=org",
                "objectClass: inetOrgPerson",
                "uid: admin",
                "cn: The admin",
                "sn: Admin",
                "userPassword: " + IN_THE_DIRECTORY);
        directory.startListening();
        if (!Container.isPayara()) {
            // Payara has a file of its own, which it read when it started: bin/test has put the same there.
            Management.types("/system-property=java.security.auth.login.config:add(value=\""
                    + CHECKOUT.resolve("src/test/login.conf") + "\")");
        }
    }

    @AfterAll
    static void theDirectoryIsClosed() {
        directory.close();
        if (!Container.isPayara()) {
            Management.removeSystemProperty("java.security.auth.login.config");
        }
    }

    @Test
    void theKeyCountsUntilAnEntryIsNamedAndThenThatEntryAlone() {
        Client alice = connects();
        assertThat(isGranted(alice, IN_THE_DIRECTORY)).isFalse();
        assertThat(isGranted(alice, Stage.KEY)).isTrue();

        Client bob = connects();
        Management.types(
                Container.isPayara()
                        ? "$PAYARA/bin/asadmin create-system-properties server.jaas.name=realtime"
                        : "/system-property=server.jaas.name:add(value=realtime)");
        try {
            await().atMost(PATIENCE).until(() -> isGranted(bob, IN_THE_DIRECTORY));
            Client carol = connects();
            assertThat(isGranted(carol, Stage.KEY)).isFalse();
            assertThat(isGranted(carol, "a guess")).isFalse();
        } finally {
            Management.types(
                    Container.isPayara()
                            ? "$PAYARA/bin/asadmin delete-system-property server.jaas.name"
                            : "/system-property=server.jaas.name:remove");
        }
        await().atMost(PATIENCE).until(() -> isGranted(connects(), Stage.KEY));
    }

    @Test
    void anEntryThatIsNotThereLetsNobodyInAndTheLogNamesIt() {
        ServerLog log = new ServerLog();
        Management.setSystemProperty("server.jaas.name", "nosuch");
        try {
            await().atMost(PATIENCE).until(() -> !isGranted(connects(), Stage.KEY));
            assertThat(log.text())
                    .containsPattern(
                            "login configuration \\(java.security.auth.login.config, .*login.conf\\) has no entry nosuch");
        } finally {
            Management.removeSystemProperty("server.jaas.name");
        }
    }

    private static boolean isGranted(Client client, String password) {
        client.says("{'name': 'Authenticate', 'password': '%s'}".formatted(password));
        while (true) {
            switch (client.hearsWhat()) {
                case "ConnectionAuthenticated" -> {
                    return true;
                }
                case "PromptForAuthentication" -> {
                    return false;
                }
                default -> {
                    // A roster.
                }
            }
        }
    }
}
