package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.ServerContract;
import com.artisansdk.server.contract.Stage;
import jakarta.json.JsonObject;
import org.example.chat.ChatManager;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application's manager, messages, commands and listener are found wherever it has them, without registration. */
@ExtendWith(ArquillianExtension.class)
class DiscoveryIT extends ServerContract {

    private final Stage stage = new ContainerStage();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "sender", testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    /** The application has no beans.xml: the server's, which the overlay brings, is the WAR's. */
    @Deployment(name = "in classes, without beans.xml", managed = false, testable = false)
    static WebArchive inClasses() {
        return Archives.named("in-classes", inClasses(Archives.server(Archives.contract())));
    }

    @Deployment(name = "in classes, with beans.xml of mode all", managed = false, testable = false)
    static WebArchive inClassesOfAll() {
        WebArchive server = Archives.server(Archives.contract());
        server.delete("/WEB-INF/beans.xml");
        return Archives.named(
                "in-classes-of-all", inClasses(server).addAsWebInfResource(new StringAsset(beans("all")), "beans.xml"));
    }

    private static WebArchive inClasses(WebArchive server) {
        return server.addPackages(true, ChatManager.class.getPackage());
    }

    @Deployment(name = "in a library, without beans.xml", managed = false, testable = false)
    static WebArchive inALibrary() {
        return Archives.named(
                "in-a-library", Archives.server(Archives.contract()).addAsLibrary(library()));
    }

    @Deployment(name = "in a library, with beans.xml of mode annotated", managed = false, testable = false)
    static WebArchive inAnAnnotatedLibrary() {
        return Archives.named(
                "in-an-annotated-library", Archives.server(Archives.contract()).addAsLibrary(library("annotated")));
    }

    @Deployment(name = "in a library, with beans.xml of mode all", managed = false, testable = false)
    static WebArchive inALibraryOfAll() {
        return Archives.named(
                "in-a-library-of-all", Archives.server(Archives.contract()).addAsLibrary(library("all")));
    }

    private static JavaArchive library() {
        return ShrinkWrap.create(JavaArchive.class, "chat.jar").addPackages(true, ChatManager.class.getPackage());
    }

    private static JavaArchive library(String mode) {
        return library().addAsManifestResource(new StringAsset(beans(mode)), "beans.xml");
    }

    private static String beans(String mode) {
        return "<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0' bean-discovery-mode='" + mode + "'/>";
    }

    @Override
    protected Stage stage() {
        return stage;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "in classes, without beans.xml",
                "in classes, with beans.xml of mode all",
                "in a library, without beans.xml",
                "in a library, with beans.xml of mode annotated",
                "in a library, with beans.xml of mode all"
            })
    void aChatIsFound(String where) {
        deployer.deploy(where);
        try {
            Client alice = connects();
            joins(alice, "Player", "Ada", "Lovelace");
            alice.says("{'name':'Say','text':'Hello.'}");
            JsonObject said = alice.hears("Said");
            assertHeader(said);
            assertThat(said.getString("by")).isEqualTo("Ada Lovelace");
            assertThat(said.getString("text")).isEqualTo("Hello.");

            alice.says("{'name':'Say','text':' '}");
            assertThat(alice.isTold("InvalidMessage", 400).getString("message")).isEqualTo("text must not be blank");

            stage.queues("{\"job\":\"Say\",\"data\":{\"by\":\"The queue\",\"text\":\"Hello.\"}}");
            assertThat(alice.hears("Said").getString("by")).isEqualTo("The queue");
        } finally {
            stage.clear();
            deployer.undeploy(where);
        }
    }
}
