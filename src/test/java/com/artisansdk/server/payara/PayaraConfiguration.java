package com.artisansdk.server.payara;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.ConfigurationException;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;

/** What arquillian.xml says of Payara. */
public final class PayaraConfiguration implements ContainerConfiguration {

    private Path home = Path.of("");
    private Path base = Path.of("");
    private int adminPort;
    private int httpPort;

    /** For Arquillian, which makes the instance. */
    public PayaraConfiguration() {}

    /** Where Payara is unpacked. */
    public void setHome(String folder) {
        home = Path.of(folder);
    }

    /** Where its domain lies, with the commands beside it that configure it. */
    public void setBase(String folder) {
        base = Path.of(folder);
    }

    /** Where the commands have it listen for administrators. */
    public void setAdminPort(int port) {
        adminPort = port;
    }

    /** Where it is to listen for clients. */
    public void setHttpPort(int port) {
        httpPort = port;
    }

    Path home() {
        return home;
    }

    Path base() {
        return base;
    }

    int adminPort() {
        return adminPort;
    }

    int httpPort() {
        return httpPort;
    }

    @Override
    public void validate() throws ConfigurationException {
        if (!Files.isDirectory(base.resolve("domain1"))) {
            throw new ConfigurationException("There is no domain in " + base + ". Run bin/test, which makes it.");
        }
    }
}
