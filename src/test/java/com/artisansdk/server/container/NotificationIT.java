package com.artisansdk.server.container;

import com.artisansdk.server.contract.NotificationContract;
import com.artisansdk.server.contract.Stage;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract, through WildFly. */
@ExtendWith(ArquillianExtension.class)
class NotificationIT extends NotificationContract {

    private final Stage stage = new ContainerStage();

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Archives.contract());
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Override
    protected Stage stage() {
        return stage;
    }
}
