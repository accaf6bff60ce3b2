package com.artisansdk.server.container;

import com.artisansdk.server.payara.PayaraConsole;

/** The administrator, at the console of the test container. */
final class Management {

    private static final Console CONSOLE = Container.isPayara() ? new PayaraConsole() : new WildFlyConsole();

    private Management() {}

    /** Where the container's management listens. */
    static int port() {
        return CONSOLE.port();
    }

    /** Types commands as the documents tell to, one after the other; each must succeed. */
    static void types(String... commands) {
        CONSOLE.types(commands);
    }

    static void setSystemProperty(String name, String value) {
        CONSOLE.setSystemProperty(name, value);
    }

    static void changeSystemProperty(String name, String value) {
        CONSOLE.changeSystemProperty(name, value);
    }

    static void removeSystemProperty(String name) {
        CONSOLE.removeSystemProperty(name);
    }

    /** Takes a server from its clients, behind Arquillian's back. */
    static void disable(String server) {
        CONSOLE.disable(server);
    }

    /** Gives it back. */
    static void enable(String server) {
        CONSOLE.enable(server);
    }

    static void setLevel(String logger, String level) {
        CONSOLE.setLevel(logger, level);
    }

    static void resetLevel(String logger) {
        CONSOLE.resetLevel(logger);
    }

    /** How many messages lie on a queue of the broker. */
    static long messagesOn(String queue) {
        return CONSOLE.messagesOn(queue);
    }

    /** The threads that run, as a dump shows them. */
    static String threads() {
        return CONSOLE.threads();
    }

    /** How many files and sockets the container has open. */
    static long openFiles() {
        return CONSOLE.openFiles();
    }

    /** How many threads the container has. */
    static long threadCount() {
        return CONSOLE.threadCount();
    }
}
