package com.artisansdk.server.container;

import java.nio.file.Path;

/** The container that the tests run in. */
public final class Container {

    private Container() {}

    static boolean isPayara() {
        return "payara".equals(System.getProperty("arquillian.launch"));
    }

    /** Where it writes its log. */
    static Path log() {
        return Path.of(System.getProperty("server.log"));
    }
}
