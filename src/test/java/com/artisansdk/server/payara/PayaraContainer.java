package com.artisansdk.server.payara;

import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * A Payara for the tests: started before the first and stopped after the last. (The adapter that Payara offers does not take a port that the
 * environment names, and renames what it deploys.)
 */
public final class PayaraContainer implements DeployableContainer<PayaraConfiguration> {

    private static final long START_SECONDS = 180;
    private static final long STOP_SECONDS = 60;

    private PayaraConfiguration configuration = new PayaraConfiguration();
    private Asadmin asadmin = new Asadmin(0);
    private Optional<Process> launcher = Optional.empty();

    /** For Arquillian, which makes the instance. */
    public PayaraContainer() {}

    @Override
    public Class<PayaraConfiguration> getConfigurationClass() {
        return PayaraConfiguration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 6.0");
    }

    @Override
    public void setup(PayaraConfiguration wanted) {
        configuration = wanted;
        asadmin = new Asadmin(wanted.adminPort());
    }

    @Override
    public void start() throws LifecycleException {
        if (asadmin.answers()) {
            throw new LifecycleException("Something listens at port " + configuration.adminPort()
                    + " already, perhaps the Payara of other tests. Stop it.");
        }
        File base = configuration.base().toFile();
        ProcessBuilder builder = new ProcessBuilder(
                        configuration.home().resolve("bin/asadmin").toString(),
                        "start-domain",
                        "--verbose",
                        "--domaindir",
                        base.getPath(),
                        "--prebootcommandfile",
                        new File(base, "configure.asadmin").getPath(),
                        "domain1")
                .redirectErrorStream(true)
                .redirectOutput(new File(base, "console.log"));
        Map<String, String> environment = builder.environment();
        environment.put("AS_JAVA", System.getProperty("java.home"));
        environment.put("SERVER_ADDRESS", "127.0.0.1");
        environment.put("SERVER_PORT", String.valueOf(configuration.httpPort()));
        try {
            Process started = builder.start();
            launcher = Optional.of(started);
            Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-payara"));
            long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
            while (!asadmin.answers()) {
                if (!started.isAlive() || System.nanoTime() > until) {
                    throw new LifecycleException("Payara did not start; see " + new File(base, "console.log"));
                }
                Thread.sleep(100);
            }
        } catch (IOException failed) {
            throw new LifecycleException("Payara could not be started.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new LifecycleException("Interrupted while Payara started.", interrupted);
        }
    }

    @Override
    public void stop() {
        end();
    }

    /** Ends the server, which is a child of asadmin; asadmin ends with it. */
    private synchronized void end() {
        launcher.ifPresent(asadmin -> {
            List<ProcessHandle> all = Stream.concat(asadmin.descendants(), Stream.of(asadmin.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroy);
            for (ProcessHandle each : all) {
                try {
                    each.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                } catch (ExecutionException | TimeoutException late) {
                    each.destroyForcibly();
                }
            }
        });
        launcher = Optional.empty();
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        asadmin.deploy(name(archive), archive.getName(), archive.as(ZipExporter.class)::exportTo);
        return new ProtocolMetaData().addContext(new HTTPContext("localhost", configuration.httpPort()));
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        asadmin.undeploy(name(archive));
    }

    private static String name(Archive<?> archive) {
        return archive.getName().replaceFirst("\\.war$", "");
    }
}
