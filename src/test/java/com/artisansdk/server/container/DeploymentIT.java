package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.assertj.core.api.AbstractStringAssert;
import org.example.broken.CarelessBean;
import org.example.broken.FailingManager;
import org.example.broken.HastyBean;
import org.example.broken.Rename;
import org.example.broken.Shout;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What must not start does not, and says why: everything that is wrong, by name, at once. */
@ExtendWith(ArquillianExtension.class)
class DeploymentIT {

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "wrong-messages", managed = false, testable = false)
    static WebArchive messages() {
        return Archives.server("wrong-messages.war", Map.of()).addClasses(Shout.class, Rename.class);
    }

    @Deployment(name = "wrong-beans", managed = false, testable = false)
    static WebArchive beans() {
        return Archives.server("wrong-beans.war", Map.of()).addClasses(CarelessBean.class, HastyBean.class);
    }

    @Deployment(name = "wrong-settings", managed = false, testable = false)
    static WebArchive settings() {
        return Archives.server(
                "wrong-settings.war",
                Map.of(
                        "server.max.connections",
                        "-5",
                        "server.roster.details",
                        "some",
                        "server.trusted.proxies",
                        "proxy.local"));
    }

    @Deployment(name = "wrong-manager", managed = false, testable = false)
    static WebArchive manager() {
        return Archives.server("wrong-manager.war", Map.of()).addClasses(FailingManager.class);
    }

    @Deployment(name = "good", managed = false, testable = false)
    static WebArchive good() {
        return Archives.server("good.war", Map.of());
    }

    @Deployment(name = "second", managed = false, testable = false)
    static WebArchive second() {
        return Archives.server("second.war", Map.of());
    }

    @Deployment(name = "other", managed = false, testable = false)
    static WebArchive other() {
        return Archives.server("other.war", Map.of("server.queue", "other"))
                .addAsManifestResource(new StringAsset("server.queue=other"), "jboss.properties");
    }

    @Test
    void aMessageWithoutProtectionAndOneWithAReservedComponentFailTheDeploymentByName() {
        assertFails("wrong-messages")
                .contains("org.example.broken.Shout must carry exactly one of @NoProtection")
                .contains("org.example.broken.Rename has a component \"name\"");
    }

    @Test
    void aProtectedMethodThatNobodyCouldDecideFailsTheDeploymentByName() {
        assertFails("wrong-beans")
                .contains(
                        "org.example.broken.CarelessBean.erase() is under @AdminProtection, so it must take a Connection")
                .containsPattern(
                        "org.example.broken.HastyBean.peek\\(.*\\) is under @ClientProtection, so it must take a OwnedByClient");
    }

    @Test
    void everyWrongSettingIsNamedInOneMessage() {
        assertFails("wrong-settings")
                .contains(
                        "server.max.connections must be 0 or more, was -5; "
                                + "server.roster.details must be own or everyone, was some; "
                                + "server.trusted.proxies must be a list of addresses or CIDR ranges such as 10.0.0.0/8, was proxy.local");
    }

    @Test
    void aManagerThatFailsToBootFailsTheDeploymentAndLeavesNothingBehind() {
        assertFails("wrong-manager").contains("The server failed to boot: ", "there are no cards");
        awaitNoThreads();
    }

    @Test
    void aSecondServerOnTheQueueFailsBothNamedAndTheFirstGoesOn() {
        deployer.deploy("good");
        try {
            assertThatThrownBy(() -> deployer.deploy("second"))
                    .hasMessageMatching("(?s).*The server in second(.war)? cannot start:"
                            + " the server /good has the queue realtime, .* Set server.queue to another.*");
            assertThat(ContainerStage.get("/second/").statusCode()).isEqualTo(404);
            assertThat(ContainerStage.get("/good/health/live").statusCode()).isEqualTo(200);
            awaitReady("good");
        } finally {
            deployer.undeploy("good");
        }
        awaitNoThreads();
    }

    @Test
    void theQueueOfAServerThatIsUndeployedOrFailedToStartIsFree() {
        assertFails("wrong-manager");
        deployer.deploy("second");
        awaitReady("second");
        deployer.undeploy("second");

        deployer.deploy("good");
        awaitReady("good");
        deployer.undeploy("good");
        awaitNoThreads();
    }

    @Test
    void serversOnTwoQueuesStandSideBySide() {
        deployer.deploy("good");
        deployer.deploy("other");
        try {
            awaitReady("good");
            awaitReady("other");
        } finally {
            deployer.undeploy("other");
            deployer.undeploy("good");
        }
    }

    @Test
    void aServerThatIsUndeployedLeavesNothingBehind() {
        deployer.deploy("good");
        assertThat(Management.threads()).contains("realtime-loop");

        deployer.undeploy("good");
        awaitNoThreads();
    }

    private static void awaitReady(String deployment) {
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        ContainerStage.get("/" + deployment + "/health/ready").statusCode() == 200);
    }

    private static void awaitNoThreads() {
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(Management.threads()).doesNotContain("realtime-"));
    }

    private AbstractStringAssert<?> assertFails(String deployment) {
        ServerLog log = new ServerLog();
        assertThatThrownBy(() -> deployer.deploy(deployment)).isNotNull();
        assertThat(ContainerStage.get("/" + deployment + "/").statusCode()).isEqualTo(404);
        return assertThat(log.text());
    }
}
