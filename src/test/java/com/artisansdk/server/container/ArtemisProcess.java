package com.artisansdk.server.container;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Artemis in a process of its own, as {@code src/test/broker} describes it. Its messages survive it, as long as this is not
 * closed.
 */
final class ArtemisProcess implements AutoCloseable {

    static final int PORT = 62_616;
    static final String USER = "server";
    static final String PASSWORD = "a broker password";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private @Nullable Process process;

    ArtemisProcess() {
        // It must not outlive the tests, however these end.
        Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
        try {
            folder = Files.createTempDirectory("artemis");
            Path etc = Files.createDirectory(folder.resolve("etc"));
            try (Stream<Path> files =
                    Files.list(Path.of(System.getProperty("project.directory"), "src/test/broker/etc"))) {
                for (Path file : files.toList()) {
                    Files.copy(file, etc.resolve(file.getFileName()));
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Starts it, unless it runs, and waits until it takes connections. */
    void start() {
        if (process != null) {
            return;
        }
        try {
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx128m",
                            "-cp",
                            System.getProperty("artemis.libraries") + File.separator + "*",
                            "-Dbroker.port=" + PORT,
                            "-Djava.security.auth.login.config=" + folder.resolve("etc/login.config"),
                            "org.apache.activemq.artemis.core.server.embedded.Main",
                            folder.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                    .start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        await("Artemis, see " + log()).atMost(PATIENCE).until(ArtemisProcess::answers);
    }

    /** Asks it to stop, and waits until it has. */
    void stop() {
        end(Process::destroy);
    }

    /** Kills it: {@code kill -9}. */
    void kill() {
        end(Process::destroyForcibly);
    }

    private void end(Consumer<Process> how) {
        Process running = process;
        if (running == null) {
            return;
        }
        how.accept(running);
        try {
            if (!running.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Artemis did not end, see " + log());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        process = null;
    }

    private Path log() {
        return folder.resolve("artemis.log");
    }

    private static boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), PORT), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Kills it, and deletes all it had. */
    @Override
    public void close() {
        kill();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
            for (Path path : deepestFirst) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
