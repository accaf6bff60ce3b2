package com.artisansdk.server.container;

import com.artisansdk.server.contract.ServerContract;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server does only in a container. A subclass says what is deployed. */
@ExtendWith(ArquillianExtension.class)
abstract class ContainerTest extends ServerContract {

    private final ContainerStage stage = new ContainerStage();

    @Override
    protected final ContainerStage stage() {
        return stage;
    }
}
