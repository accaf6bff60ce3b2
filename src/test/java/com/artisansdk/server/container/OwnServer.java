package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/** A server of {@code bin/run}, in a container of its own beside the one that the tests run in. */
final class OwnServer implements AutoCloseable {

    private static final Path CHECKOUT = Path.of(System.getProperty("project.directory"));
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Path folder;
    private final Map<String, String> environment;
    private final int port = freePort();
    private final List<Process> processes = new ArrayList<>();

    /** One that keeps all it has in a folder, and is told settings by its environment. */
    OwnServer(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = Map.copyOf(environment);
    }

    /** A program that was started, and what it says. */
    record Command(Process process, Path log) {

        String says() {
            try {
                return Files.readString(log);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Waits for its end, and returns its status. */
        int ends() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ended, having said: %s", says())
                    .isTrue();
            return process.exitValue();
        }
    }

    /** Starts it, and returns when it is ready. */
    Command starts() throws IOException {
        return starts(List.of());
    }

    /** The same, with something else in the place of target/server.war: what the build of an application would make. */
    Command starts(Archive<?> archive) throws IOException {
        Path application = folder.resolve("application");
        Files.createDirectories(application.resolve("src/main"));
        Files.createDirectories(application.resolve("target"));
        Files.writeString(application.resolve("pom.xml"), "<project/>");
        archive.as(ZipExporter.class)
                .exportTo(application.resolve("target/server.war").toFile(), true);
        return starts(List.of("--app", application.toString()));
    }

    private Command starts(List<String> options) throws IOException {
        List<String> arguments = new ArrayList<>(options);
        arguments.add(0, Container.name());
        Command run = runs("bin/run", arguments.toArray(String[]::new));
        await().atMost(PATIENCE)
                .until(() -> !run.process().isAlive() || run.says().contains("The server is ready"));
        assertThat(run.process().isAlive()).as(run.says()).isTrue();
        return run;
    }

    /** Has the container stopped by the command that its makers gave it for that, undrained. */
    Command stopsBare() throws IOException {
        return Container.isPayara()
                ? starts(
                        Container.home().resolve("bin/asadmin"),
                        "stop-domain",
                        "--domaindir",
                        base().toString(),
                        "domain1")
                : starts(
                        Container.home().resolve("bin/jboss-cli.sh"),
                        "--connect",
                        "--controller=127.0.0.1:" + management(),
                        "--command=shutdown");
    }

    /** Runs a command of the checkout, which finds this server. */
    Command runs(String command, String... arguments) throws IOException {
        return starts(CHECKOUT.resolve(command), arguments);
    }

    private Command starts(Path program, String... arguments) throws IOException {
        List<String> line = new ArrayList<>(List.of(arguments));
        line.add(0, program.toString());
        File log = Files.createTempFile(folder, "command", ".log").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log);
        String container = Container.name().toUpperCase(Locale.ROOT);
        builder.environment().put("SERVER_PORT", String.valueOf(port));
        builder.environment().put(container + "_BASE", base().toString());
        builder.environment().remove(container + "_PORT_OFFSET");
        builder.environment().put(container, Container.home().toString());
        builder.environment().put("CONTROLLER", "127.0.0.1:" + management());
        builder.environment().put("SERVER_URL", "http://127.0.0.1:" + port + "/server");
        builder.environment().put("AS_JAVA", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        processes.add(process);
        return new Command(process, log.toPath());
    }

    /** Deploys another application, as a file put where the container looks for such, and returns when it answers. */
    void deploys(Archive<?> archive, String path) throws IOException {
        Path file = folder.resolve(archive.getName());
        archive.as(ZipExporter.class).exportTo(file.toFile());
        String looksInto = Container.isPayara() ? "domain1/autodeploy" : "deployments";
        Files.move(file, base().resolve(looksInto).resolve(archive.getName()), StandardCopyOption.ATOMIC_MOVE);
        await().atMost(PATIENCE).until(() -> get(path).statusCode() / 100 == 2);
    }

    /** How its WildFly is set up. */
    String configuration() throws IOException {
        return Files.readString(base().resolve("configuration").resolve("standalone-full.xml"));
    }

    /** Where it has its configuration, its log and its queues. */
    private Path base() {
        return folder.resolve("base");
    }

    /** Where the container's management listens. */
    private int management() {
        return port - 8080 + (Container.isPayara() ? 4848 : 9990);
    }

    URI sockets() {
        return URI.create("ws://127.0.0.1:" + port + "/server/");
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return Container.HTTP.send(request(path).build(), BodyHandlers.ofString());
    }

    HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return Container.HTTP.send(
                request(path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** Nothing is left running. */
    @Override
    public void close() {
        processes.forEach(Process::destroy);
        await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(Process::isAlive));
    }

    /** A port from which all others that the container needs can be counted. */
    private static int freePort() {
        int found = 0;
        while (found < 10_000 || found > 50_000) {
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                found = socket.getLocalPort();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return found;
    }
}
