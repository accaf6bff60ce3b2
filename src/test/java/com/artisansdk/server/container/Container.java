package com.artisansdk.server.container;

import java.nio.file.Path;

/** The container that the tests run in. */
public final class Container {

    private Container() {}

    /** As the commands in bin call it. */
    static String name() {
        return System.getProperty("arquillian.launch");
    }

    static boolean isPayara() {
        return name().equals("payara");
    }

    /** Where it is unpacked. */
    static Path home() {
        return Path.of(System.getProperty(name() + ".home"));
    }

    /** Where it writes its log. */
    static Path log() {
        return Path.of(System.getProperty("server.log"));
    }
}
