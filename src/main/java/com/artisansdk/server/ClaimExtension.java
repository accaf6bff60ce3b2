package com.artisansdk.server;

import com.artisansdk.server.queue.QueueSettings;
import com.artisansdk.server.worker.Claim;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.security.CodeSource;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps a second server from the queue of the first before it has a worker there: the claim itself is made when the server starts, but by
 * then a container may have tied the worker to the queue.
 *
 * <p>On WildFly even CDI is too late. It defines the queue before that, and fails over a second definition without saying whose the first
 * is. There it is the making of this extension that fails, with an error: an exception would only be logged.
 */
public class ClaimExtension implements Extension {

    private static final Pattern ARCHIVE = Pattern.compile("([^/!]+)!?/WEB-INF/");
    private static final boolean WILDFLY = System.getProperty("jboss.server.name") != null;

    /** For the container, which makes the instance. */
    public ClaimExtension() {
        if (WILDFLY) {
            try {
                requireFree();
            } catch (IllegalStateException taken) {
                throw new ServiceConfigurationError(taken.getMessage(), taken);
            }
        }
    }

    void begin(@Observes BeforeBeanDiscovery event) {
        requireFree();
    }

    private static void requireFree() {
        Claim.requireFree(QueueSettings.current().queue(), "The server in " + archive(ClaimExtension.class));
    }

    /** The name of what is deployed: where it will be found is not known so early. */
    private static String archive(Class<?> part) {
        CodeSource source = part.getProtectionDomain().getCodeSource();
        String location = source == null ? "" : source.getLocation().getPath();
        Matcher archive = ARCHIVE.matcher(location);
        return archive.find() ? archive.group(1) : "this archive";
    }
}
