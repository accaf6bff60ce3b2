package com.artisansdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.config.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What runs the server as a service drains it before it stops it, and waits long enough. */
class ServiceFilesTest {

    /** A container, and how its own command starts. */
    enum Container {
        WILDFLY("standalone.sh -c standalone-full.xml"),
        PAYARA("asadmin start-domain --verbose domain1");

        private final String start;

        Container(String start) {
            this.start = start;
        }

        Path unit() {
            return folder().resolve("realtime.service");
        }

        Path program() {
            return folder().resolve("supervisor.conf");
        }

        private Path folder() {
            return Path.of("server-config", name().toLowerCase(Locale.ROOT));
        }
    }

    private static final Path SYSTEMD_ANALYZE = Path.of("/usr/bin/systemd-analyze");
    private static final Path DRAIN = Path.of("server-config", "drain");
    private static final Path SERVE = Path.of("server-config", "serve");
    private static final Pattern PATIENCE = Pattern.compile("PATIENCE:-(\\d+)");

    /** What it takes to let go of a client that takes nothing, and to notice, in s. */
    private static final int LAST_CLIENT = 40;

    @Test
    void drainWaitsForTheLastClient() throws IOException {
        long drain = new Settings(key -> Optional.empty()).get().drain().toSeconds();

        assertThat(patience()).isGreaterThan(Math.toIntExact(drain) + LAST_CLIENT);
    }

    @ParameterizedTest
    @EnumSource
    void systemdRunsDrainBeforeItStopsTheContainer(Container container) throws IOException {
        Map<String, String> service = section(container.unit(), "Service");

        assertThat(service.get("ExecStop")).endsWith("/drain");
        assertThat(service.get("ExecStart")).endsWith(container.start);
        assertThat(service.get("Environment")).startsWith(container + "=");
        assertThat(Integer.parseInt(service.get("TimeoutStopSec"))).isGreaterThan(patience());
        assertThat(DRAIN).isExecutable();
    }

    @ParameterizedTest
    @EnumSource
    @EnabledIf("systemdIsThere")
    void systemdUnderstandsTheUnit(Container container, @TempDir Path temporary) throws Exception {
        // It looks whether the programs exist: any will do.
        String unit = Files.readString(container.unit())
                .replaceAll("(?m)^ExecStart=\\S+", "ExecStart=/bin/sh")
                .replaceAll("(?m)^ExecStop=\\S+", "ExecStop=/bin/sh");
        Path copy = Files.writeString(temporary.resolve("realtime.service"), unit);
        Process verify = new ProcessBuilder(SYSTEMD_ANALYZE.toString(), "verify", copy.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said).as("what it ignores, it only says").doesNotContain("realtime.service");
    }

    static boolean systemdIsThere() {
        return Files.isExecutable(SYSTEMD_ANALYZE);
    }

    @ParameterizedTest
    @EnumSource
    void supervisorTellsServeAloneAndWaits(Container container) throws IOException {
        Map<String, String> program = section(container.program(), "program:server");

        assertThat(program.get("command")).contains("/serve /").endsWith(container.start);
        assertThat(program.get("environment")).startsWith(container + "=");
        assertThat(program).containsEntry("stopsignal", "TERM").containsEntry("stopasgroup", "false");
        assertThat(Integer.parseInt(program.get("stopwaitsecs"))).isGreaterThan(patience());
        assertThat(SERVE).isExecutable();
    }

    private static int patience() throws IOException {
        Matcher matcher = PATIENCE.matcher(Files.readString(DRAIN));
        assertThat(matcher.find()).isTrue();
        return Integer.parseInt(matcher.group(1));
    }

    /** The keys of a section; every line of the file is a comment, a section, or a key and its value. */
    private static Map<String, String> section(Path file, String name) throws IOException {
        Map<String, String> keys = new LinkedHashMap<>();
        String section = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("[")) {
                section = line.replaceAll("^\\[(.+)]$", "$1");
            } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith(";")) {
                assertThat(line).contains("=");
                if (section.equals(name)) {
                    keys.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1));
                }
            }
        }
        return keys;
    }
}
