package com.artisansdk.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code server-config/serve}, with a container and a {@code drain} that only write down what happens to them. */
class ServeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** As WildFly's start script does: its program is a child of its own, and it ends when that has. */
    private static final String CONTAINER = """
            #!/usr/bin/env bash
            trap 'echo "$name ends" >> "$0.log"; exit 143' TERM
            name=$1
            if [ "$1" = script ]; then "$0" program & fi
            echo "$name runs" >> "$0.log"
            while :; do sleep 0.05; done
            """;

    private static final String DRAIN = """
            #!/usr/bin/env bash
            echo drains >> "$(dirname "$0")/container.log"
            sleep 0.3
            echo "has drained" >> "$(dirname "$0")/container.log"
            exit %d
            """;

    @TempDir
    private Path folder;

    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void lies() throws IOException {
        Files.copy(Path.of("server-config", "serve"), folder.resolve("serve"));
        script("container", CONTAINER);
        script("drain", DRAIN.formatted(0));
    }

    @AfterEach
    void nothingIsLeft() {
        for (Process serve : started) {
            serve.descendants().forEach(ProcessHandle::destroyForcibly);
            serve.destroyForcibly();
        }
    }

    private void script(String name, String text) throws IOException {
        Path file = Files.writeString(folder.resolve(name), text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private Process start(String argument) throws IOException {
        Process serve = new ProcessBuilder(
                        folder.resolve("serve").toString(),
                        folder.resolve("container").toString(),
                        argument)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("serve.log").toFile())
                .start();
        started.add(serve);
        return serve;
    }

    private List<String> log() {
        try {
            Path log = folder.resolve("container.log");
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int endOf(Process serve) throws Exception {
        assertThat(serve.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        return serve.exitValue();
    }

    @Test
    void theServerIsDrainedBeforeTheContainerAndAllOfItsProcessesEnd() throws Exception {
        Process serve = start("script");
        await().atMost(PATIENCE).until(() -> log().size() == 2);
        serve.destroy();

        assertThat(endOf(serve)).as("what was asked for").isZero();
        assertThat(log().subList(0, 2)).containsExactlyInAnyOrder("script runs", "program runs");
        assertThat(log().subList(2, 4)).containsExactly("drains", "has drained");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(log().subList(4, log().size()))
                        .containsExactlyInAnyOrder("script ends", "program ends"));
    }

    @Test
    void aDrainThatFailsDoesNotKeepTheContainerRunning() throws Exception {
        script("drain", DRAIN.formatted(1));
        Process serve = start("alone");
        await().atMost(PATIENCE).until(() -> log().size() == 1);
        serve.destroy();

        assertThat(endOf(serve)).isZero();
        assertThat(log()).containsExactly("alone runs", "drains", "has drained", "alone ends");
    }

    @Test
    void aContainerThatEndsByItselfIsNotDrainedAndItsStatusIsTold() throws Exception {
        script("container", "#!/usr/bin/env bash\nexit 7\n");
        Process serve = start("alone");

        assertThat(endOf(serve)).isEqualTo(7);
        assertThat(log()).isEmpty();
    }
}
