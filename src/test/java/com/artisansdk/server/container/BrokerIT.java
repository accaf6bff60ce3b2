package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.ServerContract;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands from an Artemis broker in a process of its own, which {@code broker.cli} sets up; and what becomes of them when it fails. */
@Tag("wildfly") // On Payara the server uses Payara's own.
@ExtendWith(ArquillianExtension.class)
class BrokerIT extends ServerContract {

    private static final String DRIVER = "server.queue.driver";

    /** From the broker's return until commands arrive again, at most. */
    private static final Duration RESUMPTION = Duration.ofSeconds(30);

    /** For a sender to learn that there is no broker: the script gives it 10 s. */
    private static final Duration BAD_NEWS = Duration.ofSeconds(20);

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private static final ArtemisProcess ARTEMIS = new ArtemisProcess();

    private final ContainerStage stage = new ContainerStage();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "server", managed = false, testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract()).addClasses(Insider.class, InsiderServlet.class);
    }

    @Deployment(name = "sender", testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @BeforeAll
    static void anAdministratorAppliesTheScriptTwice() throws IOException {
        ARTEMIS.start();
        Cli.types(
                "/system-property=server.broker.port:add(value=" + ArtemisProcess.PORT + ")",
                "/system-property=server.broker.user:add(value=" + ArtemisProcess.USER + ")",
                "/system-property=server.broker.password:add(value=\"" + ArtemisProcess.PASSWORD + "\")");
        Cli.applies("broker.cli");
        String once = configuration();
        Cli.applies("broker.cli");
        assertThat(configuration()).contains("server-broker").isEqualTo(once);

        String factory = "/subsystem=messaging-activemq/pooled-connection-factory=";
        String rest = "enable-amq1-prefix=false,initial-connect-attempts=1,reconnect-attempts=0)";
        Cli.types(
                // Nobody listens there.
                "/socket-binding-group=standard-sockets/remote-destination-outbound-socket-binding=nowhere"
                        + ":add(host=127.0.0.1,port=1)",
                "/subsystem=messaging-activemq/remote-connector=nowhere:add(socket-binding=nowhere)",
                factory + "nowhere:add(connectors=[nowhere],entries=[\"java:/nowhere\"]," + rest,
                factory
                        + "stranger:add(connectors=[server-broker],entries=[\"java:/stranger\"],user=server,password=guess,"
                        + rest);
    }

    @AfterEach
    void theBrokerIsBack() {
        ARTEMIS.start();
        Management.changeSystemProperty(DRIVER, "server-broker");
    }

    @AfterAll
    static void theServersAreToUseTheContainersOwnAgain() {
        Management.removeSystemProperty(DRIVER);
        ARTEMIS.close();
    }

    @Override
    protected ContainerStage stage() {
        return stage;
    }

    @Test
    void commandsComeFromThereAndDeadLettersGoThere() {
        served(() -> {
            Client alice = connects();
            stage.queuesTo("server-broker", "{\"job\":\"DropTables\"}");
            assertThat(stage.deadReasonFrom("server-broker")).hasValue("unknown job \"DropTables\"");
            assertThat(stage.deadReason()).as("in the container's own broker").isEmpty();

            assertThat(says("RolledBack", "rollback").statusCode()).isEqualTo(409);
            assertThat(says("Committed", "commit").statusCode()).isEqualTo(200);
            assertThat(says("AtOnce", "no-transaction").statusCode()).isEqualTo(200);
            alice.hears("Committed");
            alice.hears("AtOnce");
        });
    }

    @Test
    void whileTheBrokerIsAwaySendersAreToldAndClientsStayAndItAllGoesOnByItself() {
        served(() -> {
            Client alice = connects();
            ARTEMIS.stop();
            for (String how : List.of("commit", "no-transaction")) {
                long begun = System.nanoTime();
                HttpResponse<String> told = says("Lost", how);
                assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BAD_NEWS);
                assertThat(told.statusCode()).isEqualTo(503);
                assertThat(told.body())
                        .contains("JMSRuntimeException")
                        .contains("The broker of the connection factory server-broker cannot be reached");
            }
            alice.hearsNothing();

            ARTEMIS.start();
            await().atMost(RESUMPTION).until(() -> says("Back", "commit").statusCode() == 200);
            assertThat(hears(alice)).isEqualTo("Back");
            alice.hearsNothing();
        });
    }

    @Test
    void everyCommittedCommandArrivesOnceAndInOrderThoughTheBrokerIsKilledAmongTwoHundredASecond() {
        served(() -> {
            Client alice = connects();
            alice.ignores("UpdateConnections");
            try (Sending sending = new Sending()) {
                await().atMost(PATIENCE).until(() -> sending.perSecond() >= 200);
                ARTEMIS.kill();
                await().atMost(PATIENCE).until(() -> sending.failures() > 0);
                int before = sending.committed().size();
                ARTEMIS.start();
                await().atMost(PATIENCE)
                        .until(() -> sending.committed().size() >= before + 200 && sending.perSecond() >= 200);
                sending.ends();
                assertThat(says("End", "commit").statusCode()).isEqualTo(200);

                List<Integer> heard = new ArrayList<>();
                for (String name = hears(alice); !name.equals("End"); name = hears(alice)) {
                    heard.add(Integer.valueOf(name.substring(1)));
                }
                Set<Integer> committed = new HashSet<>(sending.committed());
                // What was under way at the kill may have arrived, although its sender was told that it failed; but
                // whole.
                Map<Integer, Long> inDoubt = heard.stream()
                        .filter(number -> !committed.contains(number))
                        .collect(Collectors.groupingBy(number -> number / Sending.BATCH, Collectors.counting()));
                String counted = "delivered again: %d, of which had run and were skipped: %d; in doubt: %s"
                        .formatted(stage.counted("commands.redelivered"), stage.counted("commands.skipped"), inDoubt);
                assertThat(inDoubt.values()).as(counted).allMatch(number -> number == Sending.BATCH);
                assertThat(heard).as(counted).doesNotHaveDuplicates().isSorted();
                heard.retainAll(committed);
                assertThat(heard).as(counted).containsExactlyElementsOf(sending.committed());
            }
        });
    }

    @ParameterizedTest
    @CsvSource({
        "nowhere, The queue cannot be reached: The broker of the connection factory nowhere cannot be reached",
        "stranger, The queue cannot be reached: The broker refuses the user or the password of the connection factory stranger"
    })
    void aWrongAddressOrPasswordIsToldByTheNameOfTheFactoryAndClientsAreLetIn(String driver, String told) {
        ServerLog log = new ServerLog();
        Management.changeSystemProperty(DRIVER, driver);
        served(() -> {
            await().atMost(PATIENCE).until(() -> log.text().contains(told));
            assertThat(log.text()).doesNotContain("guess");
            assertThat(ContainerStage.get("/server/health/ready").body())
                    .contains("\"queue\":\"DOWN\"", "\"clients\":\"UP\"");
            assertThat(connects().isOpen()).isTrue();
        });
    }

    @Test
    void aQueueThatTheBrokerDoesNotHaveIsToldByItsName() {
        ServerLog log = new ServerLog();
        Management.setSystemProperty("server.queue", "missing.queue");
        try {
            served(() -> {
                await().atMost(PATIENCE).until(() -> log.text().contains("The broker has no queue missing.queue"));
                assertThat(log.text()).contains("Create it there, or set server.queue to one that it has.");
                assertThat(ContainerStage.get("/server/health/ready").body()).contains("\"queue\":\"DOWN\"");
            });
        } finally {
            Management.removeSystemProperty("server.queue");
        }
    }

    @Test
    void aFactoryThatIsNotThereFailsTheDeploymentByItsName() {
        ServerLog log = new ServerLog();
        Management.changeSystemProperty(DRIVER, "nosuch");
        assertThatThrownBy(() -> deployer.deploy("server")).isNotNull();
        assertThat(log.text()).contains("CommandBean", "is missing [jboss.ra.nosuch]");
    }

    /** While the server is deployed. */
    private void served(Runnable test) {
        deployer.deploy("server");
        try {
            test.run();
            stage.clear();
        } finally {
            deployer.undeploy("server");
        }
    }

    private static HttpResponse<String> says(String name, String how) {
        return ContainerStage.post("/server/insider?says=" + name + "&how=" + how + "&delay=0", "text/plain", "");
    }

    /** The name of the next frame, which may have to wait for the broker. */
    private static String hears(Client client) {
        return client.hearsWithin(RESUMPTION).getString("name");
    }

    private static String configuration() throws IOException {
        return Files.readString(Path.of(System.getProperty("wildfly.base"), "configuration", "standalone-full.xml"));
    }

    /** Somebody who queues numbered frames, twenty to a transaction, up to 25 transactions a second, until this is closed. */
    private static final class Sending implements AutoCloseable {

        static final int BATCH = 20;
        private static final long EVERY_MS = 40;

        private final List<Integer> committed = new ArrayList<>();
        /** When each of these was. */
        private final List<Long> nanos = new ArrayList<>();

        private final Thread thread = new Thread(this::send, "sending");
        private int failures;
        private boolean ended;

        Sending() {
            thread.start();
        }

        synchronized List<Integer> committed() {
            return List.copyOf(committed);
        }

        synchronized int failures() {
            return failures;
        }

        /** How many were committed within the last second. */
        synchronized int perSecond() {
            long from = System.nanoTime() - Duration.ofSeconds(1).toNanos();
            int count = 0;
            while (count < nanos.size() && nanos.get(nanos.size() - 1 - count) - from > 0) {
                count++;
            }
            return count;
        }

        private void send() {
            for (int first = 0; goOn(); first += BATCH) {
                List<Integer> numbers =
                        IntStream.range(first, first + BATCH).boxed().toList();
                String names = numbers.stream().map(number -> "N" + number).collect(Collectors.joining(","));
                boolean queued = says(names, "commit").statusCode() == 200;
                synchronized (this) {
                    if (queued) {
                        committed.addAll(numbers);
                        nanos.addAll(Collections.nCopies(BATCH, System.nanoTime()));
                    } else {
                        failures++;
                    }
                }
            }
        }

        /** After a while that makes for the rate; {@code ends} cuts it short. */
        private synchronized boolean goOn() {
            long due = System.nanoTime() / 1_000_000 + EVERY_MS;
            for (long left = EVERY_MS; !ended && left > 0; left = due - System.nanoTime() / 1_000_000) {
                try {
                    wait(left);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return false;
                }
            }
            return !ended;
        }

        @Override
        public void close() {
            ends();
        }

        void ends() {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
