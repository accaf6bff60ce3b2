package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs outside the container: one in Java with the Artemis client, and one in any language, over STOMP. */
@Tag("wildfly") // Payara's own broker speaks neither.
class OutsideIT extends ContainerTest {

    private static final String USER = "orders";
    private static final String PASSWORD = UUID.randomUUID().toString();
    private static final Path WILDFLY = Path.of(System.getProperty("wildfly.home"));

    /** Where arquillian.xml has WildFly listen for STOMP. */
    private static final int STOMP = 62_313;

    @TempDir
    private static Path temporary;

    @Deployment(testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract());
    }

    /** As server-config/wildfly/README.md tells to. */
    @BeforeAll
    static void anAdministratorAddsAUser() throws Exception {
        String configuration =
                Path.of(System.getProperty("wildfly.base"), "configuration").toString();
        String script = WILDFLY.resolve("bin/add-user.sh").toString();
        assertThat(run("", script, "-a", "-u", USER, "-p", PASSWORD, "-g", "guest", "-sc", configuration))
                .contains("Added user 'orders'", "with groups guest");
    }

    @Test
    void aTextFromAnotherJvmReachesTheClients() throws Exception {
        Client alice = connects();
        assertThat(runProgram(PASSWORD, hello("Zoë, from another JVM"))).doesNotContain("Exception");
        assertThat(alice.hears("Hello").getString("who")).isEqualTo("Zoë, from another JVM");
    }

    @Test
    void whoHasNoAccountIsNotLetIn() throws Exception {
        Client alice = connects();
        assertThat(runProgram("wrong", hello("nobody"))).contains("JMSSecurityRuntimeException");
        alice.hearsNothing();
    }

    @Test
    void bytesAndTextOverStompReachTheClients() throws Exception {
        Client alice = connects();
        try (StompClient stomp = new StompClient(STOMP)) {
            assertThat(stomp.connects(USER, PASSWORD)).startsWith("CONNECTED");
            assertThat(stomp.sendsBytes("jms.queue.realtime", hello("Zoë, as bytes")))
                    .startsWith("RECEIPT");
            assertThat(alice.hears("Hello").getString("who")).isEqualTo("Zoë, as bytes");
            assertThat(stomp.sendsText("jms.queue.realtime", hello("Zoë, as text")))
                    .startsWith("RECEIPT");
            assertThat(alice.hears("Hello").getString("who")).isEqualTo("Zoë, as text");
        }
    }

    @Test
    void aMisspeltDestinationIsAnErrorToItsSenderOverStomp() throws Exception {
        try (StompClient stomp = new StompClient(STOMP)) {
            assertThat(stomp.connects(USER, PASSWORD)).startsWith("CONNECTED");
            assertThat(stomp.sendsBytes("realtime", hello("nobody"))).startsWith("ERROR");
        }
    }

    @Test
    void whoHasNoAccountIsNotLetInOverStomp() throws Exception {
        try (StompClient stomp = new StompClient(STOMP)) {
            assertThat(stomp.connects(USER, "wrong")).doesNotStartWith("CONNECTED");
        }
    }

    private static String hello(String who) {
        return "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Hello\",\"payload\":{\"who\":\"" + who
                + "\"},\"to\":{\"everyone\":true}}}";
    }

    private static String runProgram(String password, String text) throws Exception {
        Path client = WILDFLY.resolve("bin/client/jboss-client.jar");
        Path classes = Path.of(OutsideProgram.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        return run(
                text,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                client + File.pathSeparator + classes,
                OutsideProgram.class.getName(),
                "tcp://" + ContainerStage.HOST + "?httpUpgradeEnabled=true&httpUpgradeEndpoint=http-acceptor",
                USER,
                password,
                "realtime");
    }

    /** Gives a command its input, waits for its end, and returns what it has said. */
    private static String run(String input, String... command) throws IOException, InterruptedException {
        Path told = Files.writeString(Files.createTempFile(temporary, "input", ".txt"), input);
        Path output = Files.createTempFile(temporary, "output", ".txt");
        Process process = new ProcessBuilder(List.of(command))
                .redirectInput(told.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(command[0] + " did not end");
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
