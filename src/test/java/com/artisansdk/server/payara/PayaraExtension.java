package com.artisansdk.server.payara;

import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Offers Payara to Arquillian, where it is Payara that is to be launched: it takes one adapter only. */
public final class PayaraExtension implements LoadableExtension {

    /** For Arquillian, which makes the instance. */
    public PayaraExtension() {}

    @Override
    public void register(ExtensionBuilder builder) {
        if ("payara".equals(System.getProperty("arquillian.launch"))) {
            builder.service(DeployableContainer.class, PayaraContainer.class);
        }
    }
}
