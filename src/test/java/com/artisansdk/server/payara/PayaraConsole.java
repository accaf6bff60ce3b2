package com.artisansdk.server.payara;

import com.artisansdk.server.container.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The administrator of Payara, by asadmin's commands. */
public final class PayaraConsole implements Console {

    private static final int PORT = 5548;
    private static final long PATIENCE_SECONDS = 120;
    /** Where bin/test has Payara's broker listen. */
    private static final int BROKER = 8376;

    private static final Path HOME = Path.of(System.getProperty("payara.home"));
    private static final String JAVA = System.getProperty("java.home");
    private static final Pattern MESSAGES = Pattern.compile("Current Number of Messages\\s+Actual\\s+(\\d+)");

    /** What each container calls the queue on which its broker puts what it could not deliver. */
    private static final Map<String, String> QUEUES = Map.of("DLQ", "mq.sys.dmq");

    private static final Map<String, String> LEVELS = Map.of("DEBUG", "FINE");

    private final Asadmin asadmin = new Asadmin(PORT);

    /** Of the Payara that arquillian.xml describes. */
    public PayaraConsole() {}

    @Override
    public int port() {
        return PORT;
    }

    @Override
    public void types(String... commands) {
        says("bash", "-e", "-c", String.join("\n", commands));
    }

    /** What a program says, which must succeed. */
    private static String says(String... line) {
        try {
            Path file = Files.createTempFile("said", ".txt");
            try {
                ProcessBuilder builder =
                        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(file.toFile());
                builder.environment().put("PAYARA", HOME.toString());
                builder.environment().put("AS_JAVA", JAVA);
                builder.environment().put("AS_ADMIN_PORT", String.valueOf(PORT));
                Process program = builder.start();
                boolean ended = program.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                program.descendants().forEach(ProcessHandle::destroy);
                program.destroy();
                String said = Files.readString(file);
                if (!ended || program.exitValue() != 0) {
                    throw new AssertionError(String.join(" ", line) + ": " + said);
                }
                return said;
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void setSystemProperty(String name, String value) {
        // A colon ends a property, unless it is escaped.
        asadmin.command("create-system-properties", Map.of("DEFAULT", name + "=" + value.replace(":", "\\:")));
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
    public void disable(String server) {
        asadmin.command("disable", Map.of("DEFAULT", server));
    }

    @Override
    public void enable(String server) {
        asadmin.command("enable", Map.of("DEFAULT", server));
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
        try {
            // The broker's own command asks nobody for a password who names a file of it.
            Path password = Files.writeString(Files.createTempFile("password", ""), "imq.imqcmd.password=admin\n");
            try {
                String said = says(
                        HOME.resolve("mq/bin/imqcmd").toString(),
                        "-javahome",
                        JAVA,
                        "query",
                        "dst",
                        "-t",
                        "q",
                        "-n",
                        QUEUES.getOrDefault(queue, queue),
                        "-b",
                        "localhost:" + BROKER,
                        "-u",
                        "admin",
                        "-passfile",
                        password.toString());
                Matcher actual = MESSAGES.matcher(said);
                if (!actual.find()) {
                    throw new AssertionError(said);
                }
                return Long.parseLong(actual.group(1));
            } finally {
                Files.delete(password);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
