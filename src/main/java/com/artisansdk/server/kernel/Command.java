package com.artisansdk.server.kernel;

/**
 * Something to do, on the loop. Listeners answer messages with commands; offline code queues them.
 *
 * <p>One that travels the queue is a record named {@code …Command}: its name there is what comes before the suffix, its
 * components are the {@code data}, written in snake case. What applies to a client message's components applies here.
 */
@FunctionalInterface
public interface Command {

    /** Does nothing. */
    Command NOTHING = manager -> {};

    /** Does it. Decides what is so from now on, and tells who must know through the manager. */
    void run(Manager manager) throws Exception;

    /** The name of a command class on the queue. */
    static String queueName(Class<? extends Command> type) {
        String name = type.getSimpleName();
        return name.endsWith("Command") ? name.substring(0, name.length() - "Command".length()) : name;
    }
}
