package com.artisansdk.server.container;

import java.net.http.HttpClient;
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

    /**
     * For what the tests ask of it by HTTP. Not by HTTP/2, to which Java's client changes over where it may: Payara's (Grizzly 4.0.2) now and
     * then waits for a body that has been sent.
     */
    static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Where it writes its log. */
    static Path log() {
        return Path.of(System.getProperty("server.log"));
    }
}
