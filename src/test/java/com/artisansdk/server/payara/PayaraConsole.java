package com.artisansdk.server.payara;

import com.artisansdk.server.container.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The administrator of Payara, by asadmin's commands. */
public final class PayaraConsole implements Console {

    private static final int PORT = 5548;
    private static final Map<String, String> LEVELS = Map.of("DEBUG", "FINE");

    private final Asadmin asadmin = new Asadmin(PORT);

    /** Of the Payara that arquillian.xml describes. */
    public PayaraConsole() {}

    @Override
    public void setSystemProperty(String name, String value) {
        asadmin.command("create-system-properties", Map.of("DEFAULT", name + "=" + value));
    }

    @Override
    public void changeSystemProperty(String name, String value) {
        setSystemProperty(name, value);
    }

    @Override
    public void removeSystemProperty(String name) {
        asadmin.command("delete-system-property", Map.of("DEFAULT", name));
    }

    @Override
    public void setLevel(String logger, String level) {
        asadmin.command("set-log-levels", Map.of("DEFAULT", logger + "=" + LEVELS.getOrDefault(level, level)));
    }

    @Override
    public void resetLevel(String logger) {
        asadmin.command("set-log-levels", Map.of("DEFAULT", logger + "=INFO"));
        asadmin.command("delete-log-levels", Map.of("DEFAULT", logger));
    }

    @Override
    public long messagesOn(String queue) {
        throw new UnsupportedOperationException("asadmin does not count messages");
    }

    @Override
    public String threads() {
        return asadmin.command("generate-jvm-report", Map.of("type", "thread"));
    }

    @Override
    public long openFiles() {
        return entries("fd");
    }

    @Override
    public long threadCount() {
        return entries("task");
    }

    /** How many there are of what the system keeps of the process. */
    private static long entries(String folder) {
        Path domain = Path.of(System.getProperty("payara.base"), "domain1");
        try {
            String process = Files.readString(domain.resolve("config/pid")).strip();
            try (Stream<Path> all = Files.list(Path.of("/proc", process, folder))) {
                return all.count();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
