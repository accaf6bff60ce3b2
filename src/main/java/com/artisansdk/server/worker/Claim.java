package com.artisansdk.server.worker;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * A server's hold of the queue that its worker listens to, for as long as it is deployed. Two servers in one container would share the
 * commands out between them, so the second does not start. Senders need no claim: any number may share a queue.
 *
 * <p>It is kept where all applications of the container can see it and none has to be asked, in the platform's MBean server, whose
 * registration is atomic.
 */
public final class Claim {

    private static final Logger LOG = System.getLogger(Claim.class.getName());

    private final MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
    private @Nullable ObjectName held;

    /** Of nothing yet. */
    public Claim() {}

    private record Holder(String getQueue, String getServer) implements ClaimMXBean {}

    /**
     * Fails if a server in this container has a queue: for who must know before it can make a claim itself.
     *
     * @param who asks, as the beginning of a sentence
     * @throws IllegalStateException naming the queue and that server
     */
    public static void requireFree(String queue, String who) {
        holder(queue).ifPresent(holder -> {
            throw refusal(who, queue, holder);
        });
    }

    /**
     * Takes a queue.
     *
     * @param server the context path of who takes it
     * @throws IllegalStateException if another has it, naming both and the queue
     */
    public synchronized void take(String queue, String server) {
        ObjectName name = name(queue);
        try {
            beans.registerMBean(new Holder(queue, shown(server)), name);
            held = name;
            LOG.log(Level.INFO, "The server {0} takes the commands of the queue {1}.", shown(server), queue);
        } catch (InstanceAlreadyExistsException taken) {
            IllegalStateException refusal =
                    refusal("The server " + shown(server), queue, holder(queue).orElse("at an unknown path"));
            refusal.addSuppressed(taken);
            throw refusal;
        } catch (JMException impossible) {
            throw new IllegalStateException("The queue " + queue + " could not be claimed.", impossible);
        }
    }

    /** Lets go of what it has, if it has any. */
    public synchronized void release() {
        ObjectName name = held;
        held = null;
        if (name != null) {
            try {
                beans.unregisterMBean(name);
            } catch (InstanceNotFoundException gone) {
                LOG.log(Level.DEBUG, "Somebody has taken the claim away already.", gone);
            } catch (JMException impossible) {
                throw new IllegalStateException("The claim " + name + " could not be released.", impossible);
            }
        }
    }

    private static Optional<String> holder(String queue) {
        try {
            return Optional.of(
                    String.valueOf(ManagementFactory.getPlatformMBeanServer().getAttribute(name(queue), "Server")));
        } catch (InstanceNotFoundException free) {
            return Optional.empty();
        } catch (JMException unreadable) {
            LOG.log(Level.DEBUG, "The claim of the queue " + queue + " cannot be read.", unreadable);
            return Optional.empty();
        }
    }

    private static IllegalStateException refusal(String who, String queue, String holder) {
        return new IllegalStateException(who + " cannot start: the server " + holder + " has the queue " + queue
                + ", and two would share its commands out between them. Set server.queue to another for one of them, or undeploy "
                + holder + ".");
    }

    private static ObjectName name(String queue) {
        try {
            return new ObjectName("com.artisansdk.server:type=Queue,name=" + ObjectName.quote(queue));
        } catch (MalformedObjectNameException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String shown(String server) {
        return server.isEmpty() ? "/" : server;
    }
}
