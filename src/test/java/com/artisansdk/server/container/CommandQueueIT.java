package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.ServerContract;
import com.artisansdk.server.contract.Stage;
import com.artisansdk.server.queue.CommandQueue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The queue, injected into a bean: of the server's own application, and of others that embed the client jar, whatever their {@code
 * beans.xml} says.
 */
@ExtendWith(ArquillianExtension.class)
class CommandQueueIT extends ServerContract {

    private static final String BEANS =
            "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0'" + " bean-discovery-mode='%s'/>";
    private static final Duration A_WHILE = Duration.ofMillis(400);

    private final Stage stage = new ContainerStage();

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract()).addClasses(Insider.class, InsiderServlet.class);
    }

    @Deployment(name = "all", order = 2, testable = false)
    static WebArchive all() {
        return embedding("all").addAsWebInfResource(new StringAsset(BEANS.formatted("all")), "beans.xml");
    }

    @Deployment(name = "annotated", order = 3, testable = false)
    static WebArchive annotated() {
        return embedding("annotated").addAsWebInfResource(new StringAsset(BEANS.formatted("annotated")), "beans.xml");
    }

    @Deployment(name = "absent", order = 4, testable = false)
    static WebArchive absent() {
        return embedding("absent");
    }

    private static WebArchive embedding(String name) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .addClasses(Insider.class, InsiderServlet.class)
                .addAsLibrary(Path.of(System.getProperty("project.directory"), "target", "server-client.jar")
                        .toFile());
    }

    @Override
    protected Stage stage() {
        return stage;
    }

    /** Every application here. */
    static Stream<String> applications() {
        return Stream.of("server", "all", "annotated", "absent");
    }

    @ParameterizedTest
    @MethodSource("applications")
    void whatIsQueuedIsSentOnceTheTransactionCommits(String application) {
        Client alice = connects();
        says(application, "Committed", "commit", Duration.ZERO);
        alice.hears("Committed");
        alice.hearsNothing();
    }

    @ParameterizedTest
    @MethodSource("applications")
    void inARolledBackTransactionNothingIsEverSent(String application) {
        Client alice = connects();
        says(application, "RolledBack", "rollback", Duration.ZERO);
        says(application, "RolledBackAndDelayed", "rollback", A_WHILE);
        says(application, "Committed", "commit", Duration.ZERO);
        says(application, "CommittedAndDelayed", "commit", A_WHILE.plus(A_WHILE));
        alice.hears("Committed");
        alice.hears("CommittedAndDelayed");
    }

    @ParameterizedTest
    @MethodSource("applications")
    void withoutATransactionItIsSentAtOnce(String application) {
        Client alice = connects();
        says(application, "AtOnce", "no-transaction", Duration.ZERO);
        alice.hears("AtOnce");
    }

    @ParameterizedTest
    @MethodSource("applications")
    void aDelayIsCountedFromTheCommitAndOthersGoAhead(String application) {
        Client alice = connects();
        long start = System.nanoTime();
        says(application, "Late", "commit", A_WHILE);
        says(application, "Early", "commit", Duration.ZERO);
        alice.hears("Early");
        alice.hears("Late");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(A_WHILE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "annotated", "absent"})
    void theClientJarAddsTheQueueAndNoOtherBean(String application) {
        assertThat(ContainerStage.get("/" + application + "/insider").body()).isEqualTo(CommandQueue.class.getName());
    }

    private static void says(String application, String name, String how, Duration delay) {
        int status = ContainerStage.post(
                        "/" + application + "/insider?says=" + name + "&how=" + how + "&delay=" + delay.toMillis(),
                        "text/plain",
                        "")
                .statusCode();
        assertThat(status).isEqualTo(how.equals("rollback") ? 409 : 200);
    }
}
