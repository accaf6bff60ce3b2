package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The administrator with {@code jboss-cli.sh}, as the documents tell to use it. */
final class Cli {

    private static final String SHELL =
            Path.of(System.getProperty("wildfly.home"), "bin", "jboss-cli.sh").toString();
    private static final long PATIENCE_SECONDS = 120;

    private Cli() {}

    /** Applies a script of {@code server-config/wildfly}; every line of it must succeed. */
    static String applies(String script) {
        return runs(Path.of(System.getProperty("project.directory"), "server-config", "wildfly", script));
    }

    /** Types commands, one after the other; each must succeed. */
    static String types(String... commands) {
        try {
            Path file = Files.writeString(
                    Files.createTempFile("commands", ".cli"), String.join("\n", commands), StandardCharsets.UTF_8);
            try {
                return runs(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String runs(Path script) {
        try {
            Path output = Files.createTempFile("output", ".txt");
            try {
                Process shell = new ProcessBuilder(List.of(
                                SHELL,
                                "--connect",
                                "--controller=localhost:" + WildFlyConsole.PORT,
                                "--no-color-output",
                                "--file=" + script))
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
                boolean ended = shell.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                shell.descendants().forEach(ProcessHandle::destroy);
                shell.destroy();
                String said = Files.readString(output, StandardCharsets.UTF_8);
                assertThat(ended && shell.exitValue() == 0)
                        .as("%s: %s", script, said)
                        .isTrue();
                return said;
            } finally {
                Files.delete(output);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
