package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server that is taken away while clients are connected. */
@ExtendWith(ArquillianExtension.class)
class UndeployIT {

    private final Stage stage = new ContainerStage();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "server", managed = false, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of());
    }

    @Test
    void everyClientIsToldThatTheServerGoesAway() {
        deployer.deploy("server");
        List<Client> clients = Stream.generate(() -> stage.connects("127.0.0.1"))
                .limit(90)
                .peek(client -> client.hearsEventually("UpdateConnections"))
                .toList();

        deployer.undeploy("server");

        assertThat(clients).extracting(Client::isClosed).containsOnly(1001);
    }
}
