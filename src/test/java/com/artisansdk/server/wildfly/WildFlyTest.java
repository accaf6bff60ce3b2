package com.artisansdk.server.wildfly;

import com.artisansdk.server.contract.ServerContract;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the server does only in a container. A subclass says what is deployed. */
@ExtendWith(ArquillianExtension.class)
abstract class WildFlyTest extends ServerContract {

    private final WildFlyStage stage = new WildFlyStage();

    @Override
    protected final WildFlyStage stage() {
        return stage;
    }
}
