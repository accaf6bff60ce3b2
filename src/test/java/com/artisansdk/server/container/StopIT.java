package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server of {@code bin/run}, in a container of its own: {@code bin/stop} lets its clients go first. */
class StopIT {

    private static final Path CHECKOUT = Path.of(System.getProperty("project.directory"));
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path temporary;

    private final List<Process> processes = new ArrayList<>();
    private final int port = freePort();

    @AfterEach
    void nothingIsLeftRunning() {
        processes.forEach(Process::destroy);
        await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(Process::isAlive));
    }

    @Test
    void theServerOfBinRunIsDrainedBeforeItStops() throws Exception {
        Path ran = temporary.resolve("run.log");
        Process run = start(ran, "bin/run", Container.name());
        await().atMost(PATIENCE).until(() -> !run.isAlive() || text(ran).contains("The server is ready"));
        assertThat(run.isAlive()).as(text(ran)).isTrue();
        try (Clients clients = new Clients()) {
            Path stopped = temporary.resolve("stop.log");
            Process stop = start(stopped, "bin/stop", Container.name());

            assertThat(endOf(stop)).as(text(stopped)).isZero();
            assertThat(text(stopped)).contains("The server has drained.", "The server has stopped.");
            assertThat(endOf(run)).as(text(ran)).isZero();
            clients.wereLetGo();
        }
        Path again = temporary.resolve("again.log");
        assertThat(endOf(start(again, "bin/stop", Container.name()))).isEqualTo(1);
        assertThat(text(again)).contains("no server of bin/run runs");

        Path drained = temporary.resolve("drain.log");
        assertThat(endOf(start(drained, "server-config/drain"))).isZero();
        assertThat(text(drained)).contains("nothing to drain");
    }

    private Path base() {
        return temporary.resolve("base");
    }

    /** Where the container's management listens. */
    private int management() {
        return port - 8080 + (Container.isPayara() ? 4848 : 9990);
    }

    private Process start(Path log, String command, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add(0, CHECKOUT.resolve(command).toString());
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put("SERVER_DRAIN", "2");
        String container = Container.name().toUpperCase(Locale.ROOT);
        builder.environment().put(container + "_BASE", base().toString());
        builder.environment().remove(container + "_PORT_OFFSET");
        builder.environment().put(container, Container.home().toString());
        builder.environment().put("CONTROLLER", "127.0.0.1:" + management());
        builder.environment().put("SERVER_URL", "http://127.0.0.1:" + port + "/server");
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    private static int endOf(Process process) throws InterruptedException {
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as("%s ends", process.info())
                .isTrue();
        return process.exitValue();
    }

    private URI server() {
        return URI.create("ws://127.0.0.1:" + port + "/server/");
    }

    private static String text(Path log) {
        try {
            return Files.exists(log) ? Files.readString(log) : "";
        } catch (IOException failed) {
            return failed.toString();
        }
    }

    /** A port from which all others that the container needs can be counted. */
    private static int freePort() {
        int found = 0;
        while (found < 10_000 || found > 50_000) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                found = socket.getLocalPort();
            } catch (IOException failed) {
                throw new IllegalStateException(failed);
            }
        }
        return found;
    }

    /** A few who are connected. */
    private final class Clients implements AutoCloseable {
        private final List<ReturningClient> all = Stream.generate(() -> new ReturningClient(HTTP, server()))
                .limit(3)
                .toList();

        Clients() {
            await().atMost(PATIENCE).until(() -> all.stream().allMatch(ReturningClient::isOpen));
        }

        void wereLetGo() {
            assertThat(all).allSatisfy(client -> assertThat(client.closes()).containsExactly(1012));
        }

        @Override
        public void close() {
            all.forEach(ReturningClient::close);
        }
    }
}
