package com.artisansdk.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.testing.LogLines;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryTest {

    interface Kind {}

    interface Special extends Kind {}

    abstract static class Base implements Special {}

    static final class Indirect extends Base {}

    record Direct() implements Kind {}

    static final class Unrelated {}

    @TempDir
    Path war;

    private final RecordingLoader loader = new RecordingLoader();

    @Test
    void findsClassesOfAKindInTheApplicationItself() throws IOException {
        classes(Direct.class, Unrelated.class);

        assertThat(kinds()).containsExactly(Direct.class);
    }

    @Test
    void findsThemInLibrariesToo() throws IOException {
        library("app.jar", Direct.class, Unrelated.class);

        assertThat(kinds()).containsExactly(Direct.class);
    }

    @Test
    void findsThoseThatAreOfTheKindByWayOfOthersWhereverThoseAre() throws IOException {
        classes(Indirect.class, Special.class);
        library("base.jar", Base.class);

        assertThat(kinds()).containsExactly(Base.class, Indirect.class, Special.class);
    }

    @Test
    void theKindItselfIsNotOfItsKind() throws IOException {
        classes(Kind.class, Direct.class);

        assertThat(kinds()).containsExactly(Direct.class);
    }

    @Test
    void findsOnceWhatIsThereTwice() throws IOException {
        classes(Direct.class);
        library("again.jar", Direct.class);

        assertThat(kinds()).containsExactly(Direct.class);
    }

    @Test
    void loadsNothingButWhatIsOfTheKind() throws IOException {
        classes(Direct.class, Unrelated.class, Indirect.class);
        Set<Class<? extends Kind>> found = kinds();

        assertThat(found).containsExactly(Direct.class);
        assertThat(loader.loaded).doesNotContain(Unrelated.class.getName(), Indirect.class.getName());
    }

    @Test
    void anApplicationWithoutLibrariesOrClassesHasNone() {
        assertThat(kinds()).isEmpty();
    }

    @Test
    void anythingElseThatLiesThereIsPassedOver() throws IOException {
        classes(Direct.class);
        write(war.resolve("WEB-INF/classes/META-INF/versions/17/Other.class"), ClassFileTest.bytes(Base.class));
        write(war.resolve("WEB-INF/classes/application.properties"), new byte[] {1, 2, 3});
        write(war.resolve("WEB-INF/classes/Broken.class"), new byte[] {1, 2, 3});
        write(war.resolve("WEB-INF/lib/readme.txt"), new byte[] {1, 2, 3});
        write(war.resolve("WEB-INF/lib/broken.jar"), new byte[] {'P', 'K', 3, 4, 1});
        write(war.resolve("WEB-INF/lib/empty.jar"), new byte[0]);

        assertThat(kinds()).containsExactly(Direct.class);
    }

    @Test
    void aLibraryThatCannotBeReadIsNamedAndTheOthersAreFound() throws IOException {
        library("unreadable.jar", Base.class);
        library("well.jar", Direct.class);

        try (LogLines log = LogLines.of(Discovery.class)) {
            assertThat(kinds()).containsExactly(Direct.class);
            assertThat(log.lines())
                    .containsExactly(
                            "WARNING /WEB-INF/lib/unreadable.jar cannot be read: java.io.IOException: Stream closed");
        }
    }

    @Test
    void whatALibraryHasForAnotherJavaIsPassedOver() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("META-INF/versions/17/" + path(Base.class), ClassFileTest.bytes(Base.class));
        entries.put("module-info.class", ClassFileTest.bytes(Base.class));
        entries.put(path(Direct.class), ClassFileTest.bytes(Direct.class));
        jar("multi.jar", entries);

        assertThat(kinds()).containsExactly(Direct.class);
    }

    @Test
    void aClassThatCannotBeLoadedIsNamedAndTheOthersAreFound() throws IOException {
        classes(Direct.class, Special.class);
        loader.missing = Special.class.getName();

        try (LogLines log = LogLines.of(Discovery.class)) {
            assertThat(kinds()).containsExactly(Direct.class);
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .startsWith("WARNING " + Special.class.getName() + " cannot be used as a Kind");
        }
    }

    private Set<Class<? extends Kind>> kinds() {
        return new Discovery(application()).kindOf(Kind.class);
    }

    private void classes(Class<?>... types) throws IOException {
        for (Class<?> type : types) {
            write(war.resolve("WEB-INF/classes").resolve(path(type)), ClassFileTest.bytes(type));
        }
    }

    private void library(String name, Class<?>... types) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (Class<?> type : types) {
            entries.put(path(type), ClassFileTest.bytes(type));
        }
        jar(name, entries);
    }

    private void jar(String name, Map<String, byte[]> entries) throws IOException {
        Path jar = war.resolve("WEB-INF/lib").resolve(name);
        Files.createDirectories(jar.getParent());
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static String path(Class<?> type) {
        return type.getName().replace('.', '/') + ".class";
    }

    private ServletContext application() {
        return (ServletContext) Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {ServletContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getClassLoader" -> loader;
                    case "getResourcePaths" -> paths((String) arguments[0]);
                    case "getResourceAsStream" -> stream((String) arguments[0]);
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    /** As the servlet specification has it: the folder's own entries, folders with a slash behind them; null for none. */
    private @Nullable Set<String> paths(String folder) throws IOException {
        Path real = war.resolve(folder.substring(1));
        if (!Files.isDirectory(real)) {
            return null;
        }
        try (Stream<Path> entries = Files.list(real)) {
            return entries.map(entry -> folder + entry.getFileName() + (Files.isDirectory(entry) ? "/" : ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private @Nullable InputStream stream(String path) throws IOException {
        if (path.endsWith("unreadable.jar")) {
            InputStream closed = InputStream.nullInputStream();
            closed.close();
            return closed;
        }
        Path real = war.resolve(path.substring(1));
        return Files.isRegularFile(real) ? Files.newInputStream(real) : null;
    }

    private static final class RecordingLoader extends ClassLoader {
        private final Set<String> loaded = new TreeSet<>();
        private String missing = "";

        RecordingLoader() {
            super(DiscoveryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            loaded.add(name);
            if (name.equals(missing)) {
                throw new ClassNotFoundException(name);
            }
            return super.loadClass(name, resolve);
        }
    }
}
