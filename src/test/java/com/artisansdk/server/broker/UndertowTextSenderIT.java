package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.websocket.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whether the Undertow of the WildFly that the tests run in is what {@link UndertowTextSender} takes it for. */
@Tag("wildfly")
class UndertowTextSenderIT {

    private static final Path MODULES =
            Path.of(System.getProperty("wildfly.home"), "modules", "system", "layers", "base");

    @Test
    void itsSessionsAreSentWhatIsEncodedAlready() throws Exception {
        try (URLClassLoader undertow = new URLClassLoader(jars(), getClass().getClassLoader())) {
            Class<? extends Session> sessions = Class.forName(
                            "io.undertow.websockets.jsr.UndertowSession", false, undertow)
                    .asSubclass(Session.class);

            assertThat(UndertowTextSender.of(sessions)).isPresent();
        }
    }

    /** The modules that Undertow's sessions are made of. */
    private static URL[] jars() {
        try (Stream<Path> files = Stream.of("io/undertow", "org/jboss/xnio", "org/jboss/logging", "org/wildfly/common")
                .flatMap(UndertowTextSenderIT::below)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(UndertowTextSenderIT::url)
                    .toArray(URL[]::new);
        }
    }

    private static Stream<Path> below(String folder) {
        try (Stream<Path> files = Files.walk(MODULES.resolve(folder))) {
            return files.toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
