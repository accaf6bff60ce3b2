package com.artisansdk.server.container;

/** What an administrator does at a container's console. */
public interface Console {

    /** Where the container's management listens. */
    int port();

    void types(String... commands);

    void setSystemProperty(String name, String value);

    void changeSystemProperty(String name, String value);

    void removeSystemProperty(String name);

    void disable(String server);

    void enable(String server);

    void setLevel(String logger, String level);

    void resetLevel(String logger);

    long messagesOn(String queue);

    String threads();

    long openFiles();

    long threadCount();
}
