package com.artisansdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The jar that an application embeds which only queues commands. */
class ClientJarIT {

    private static final String OURS = "com.artisansdk.server.";
    private static final Path PATH = Path.of(System.getProperty("project.directory"), "target", "server-client.jar");

    /** What a container starts by itself, wherever it finds it. */
    private static final Set<String> STARTED_BY_ITSELF = Set.of(
            "jakarta.ejb.MessageDriven",
            "jakarta.ejb.Singleton",
            "jakarta.ejb.Stateless",
            "jakarta.jms.JMSConnectionFactoryDefinition",
            "jakarta.jms.JMSDestinationDefinition",
            "jakarta.jms.JMSDestinationDefinitions",
            "jakarta.servlet.annotation.WebFilter",
            "jakarta.servlet.annotation.WebListener",
            "jakarta.servlet.annotation.WebServlet",
            "jakarta.websocket.server.ServerEndpoint",
            "jakarta.ws.rs.ApplicationPath",
            "jakarta.ws.rs.Path",
            "jakarta.ws.rs.ext.Provider");

    private static List<String> entries = List.of();
    private static JavaClasses classes = new ClassFileImporter().importClasses();

    @BeforeAll
    static void open() throws IOException {
        try (JarFile jar = new JarFile(PATH.toFile())) {
            entries = jar.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
            classes = new ClassFileImporter().importJar(jar);
        }
    }

    @Test
    void itHoldsWhatQueuesCommands() {
        assertThat(rooms(classes))
                .containsExactly(
                        "codec",
                        "command",
                        "connection",
                        "kernel",
                        "message",
                        "notification",
                        "protection",
                        "queue",
                        "topic");
    }

    @Test
    void itLinksToNothingOfTheServerThatItDoesNotHold() {
        Set<String> missing = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> target.getName().startsWith(OURS) && !classes.contain(target.getName()))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(missing).isEmpty();
    }

    @Test
    void itHoldsNothingThatAContainerWouldStartByItself() {
        assertThat(classes)
                .noneMatch(type -> type.getAnnotations().stream()
                        .anyMatch(annotation -> STARTED_BY_ITSELF.contains(
                                annotation.getRawType().getName())));
        assertThat(entries).noneMatch(entry -> entry.startsWith("META-INF/services/"));
    }

    @Test
    void besidesItsClassesItHoldsItsTermsAndItsBeans() {
        assertThat(entries)
                .filteredOn(entry -> !entry.endsWith(".class") && !entry.startsWith("META-INF/maven/"))
                .containsExactlyInAnyOrder("META-INF/MANIFEST.MF", "META-INF/LICENSE", "META-INF/beans.xml");
    }

    private static Set<String> rooms(JavaClasses of) {
        return of.stream()
                .map(type -> type.getPackageName().substring(OURS.length()).split("\\.", 2)[0])
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
