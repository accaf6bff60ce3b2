package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.ServerContract;
import com.artisansdk.server.contract.Stage;
import java.util.Map;
import java.util.TreeMap;
import org.example.forgotten.ForgottenManager;
import org.example.several.BlueManager;
import org.example.unscoped.FleetingManager;
import org.example.unscoped.PlainManager;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which manager is booted; and that a manager which was meant to be, but is not, fails the deployment by name. */
@ExtendWith(ArquillianExtension.class)
class ManagerChoiceIT extends ServerContract {

    private final Stage stage = new ContainerStage();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "chosen", managed = false, testable = false)
    static WebArchive chosen() {
        return Archives.named("chosen", several("org.example.several.GreenManager"));
    }

    @Deployment(name = "none chosen", managed = false, testable = false)
    static WebArchive noneChosen() {
        return Archives.named("none-chosen", several(""));
    }

    @Deployment(name = "a wrong one", managed = false, testable = false)
    static WebArchive aWrongOne() {
        return Archives.named("a-wrong-one", several("org.example.several.RedManager"));
    }

    @Deployment(name = "one without a scope", managed = false, testable = false)
    static WebArchive oneWithoutAScope() {
        return Archives.named(
                "one-without-a-scope", Archives.server(Archives.contract()).addClass(ForgottenManager.class));
    }

    @Deployment(name = "one without a scope in a library of all", managed = false, testable = false)
    static WebArchive oneWithoutAScopeInALibraryOfAll() {
        JavaArchive library = ShrinkWrap.create(JavaArchive.class, "forgotten.jar")
                .addClass(ForgottenManager.class)
                .addAsManifestResource(
                        new StringAsset("<beans xmlns='https://jakarta.ee/xml/ns/jakartaee' version='4.0'"
                                + " bean-discovery-mode='all'/>"),
                        "beans.xml");
        return Archives.named(
                "one-without-a-scope-in-a-library-of-all",
                Archives.server(Archives.contract()).addAsLibrary(library));
    }

    @Deployment(name = "one of another scope", managed = false, testable = false)
    static WebArchive oneOfAnotherScope() {
        return Archives.named(
                "one-of-another-scope", Archives.server(Archives.contract()).addClass(FleetingManager.class));
    }

    @Deployment(name = "one without annotations", managed = false, testable = false)
    static WebArchive oneWithoutAnnotations() {
        return Archives.named(
                "one-without-annotations", Archives.server(Archives.contract()).addClass(PlainManager.class));
    }

    @Deployment(name = "one without annotations beside another", managed = false, testable = false)
    static WebArchive oneWithoutAnnotationsBesideAnother() {
        return Archives.named(
                "one-without-annotations-beside-another",
                Archives.server(Archives.contract())
                        .addClass(PlainManager.class)
                        .addClass(BlueManager.class));
    }

    private static WebArchive several(String manager) {
        Map<String, String> settings = new TreeMap<>(Archives.contract());
        settings.put("server.manager", manager);
        return Archives.server(settings).addPackage(BlueManager.class.getPackage());
    }

    @Override
    protected Stage stage() {
        return stage;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    none chosen                             | [org.example.several.BlueManager, org.example.several.GreenManager]: set server.manager
                    a wrong one                             | server.manager must name one of [org.example.several.BlueManager, org.example.several.GreenManager], was org.example.several.RedManager
                    one without a scope                     | org.example.forgotten.ForgottenManager extends Manager, but
                    one of another scope                    | org.example.unscoped.FleetingManager must be @ApplicationScoped
                    one without annotations                 | org.example.unscoped.PlainManager extends Manager, but
                    one without annotations beside another  | org.example.unscoped.PlainManager extends Manager, but
                    """)
    void aManagerThatWouldBeLeftOutFailsTheDeploymentByName(String deployment, String message) {
        ServerLog log = new ServerLog();
        Throwable failure = catchThrowable(() -> deployer.deploy(deployment));
        if (failure == null) {
            deployer.undeploy(deployment);
        }

        assertThat(failure).as("the deployment's failure").isNotNull();
        assertThat(failure.toString()).contains(message);
        assertThat(log.text()).contains(message);
    }

    /** In an archive of mode all it is a bean, and the scope is its superclass's. */
    @Test
    void oneWithoutAScopeIsBootedWhereTheContainerSeesIt() {
        deployer.deploy("one without a scope in a library of all");
        try {
            connects().hears("Forgotten");
        } finally {
            stage.clear();
            deployer.undeploy("one without a scope in a library of all");
        }
    }

    /** Two plain ones lie in the archive, the setting names this one; and each of its hooks is called. */
    @Test
    void theOneThatIsNamedIsBooted() {
        deployer.deploy("chosen");
        try {
            assertThat(stage.counted("green.boot")).isEqualTo(1);
            Client alice = connects();
            assertThat(stage.counted("green.open")).isEqualTo(1);
            assertThat(stage.counted("green.send.ConnectionEstablished")).isEqualTo(1);
            authenticates(alice);

            long sends = stage.counted("green.send");
            alice.says("{'name':'DisconnectPlayers'}");
            alice.hears("Green");
            assertThat(stage.counted("green.receive")).isEqualTo(2);
            assertThat(stage.counted("green.broadcast")).isEqualTo(1);
            assertThat(stage.counted("green.send")).isEqualTo(sends + 1);

            alice.says("{'name':'DisconnectSpectators'}");
            alice.isTold("ServerError", 500);
            assertThat(stage.counted("green.error")).isEqualTo(1);

            alice.says("{'name':'DisconnectAll'}");
            assertThat(alice.isClosed()).isEqualTo(1000);
            assertThat(stage.counted("green.end")).isEqualTo(1);
            assertThat(stage.counted("green.close")).isEqualTo(1);
        } finally {
            stage.clear();
            deployer.undeploy("chosen");
        }
    }
}
