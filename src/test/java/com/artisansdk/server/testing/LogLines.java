package com.artisansdk.server.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a class logs while a test looks, at any level, kept off the console. */
public final class LogLines implements AutoCloseable {

    private final String logger;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    private LogLines(String logger) {
        this.logger = logger;
    }

    /** Looks at what a class logs until this is closed. One test may look at a class at a time. */
    public static LogLines of(Class<?> type) {
        LogLines lines = new LogLines(type.getName());
        TestLogs.READERS.put(lines.logger, lines);
        return lines;
    }

    /** Each as its level, a space, and its text. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    void add(String line) {
        lines.add(line);
    }

    @Override
    public void close() {
        TestLogs.READERS.remove(logger, this);
    }
}
