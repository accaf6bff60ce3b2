package com.artisansdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.config.ServerConfig;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.message.ServerMessage;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says is so: its settings, its words of the protocol, its frames, its links. */
class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final Path PROTOCOL = Path.of("docs", "protocol.md");
    private static final Path MIGRATING = Path.of("docs", "migrating.md");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Path CONFIG_READER =
            Path.of("src", "main", "java", "com", "artisansdk", "server", "config", "ConfigReader.java");

    /** Made and used by the server itself. */
    private static final Set<String> NOBODY_ELSES = Set.of("NamedMessage");

    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.artisansdk.server");

    private static final Pattern KEY = Pattern.compile("\"(server\\.[a-z.]+)\"");
    private static final Pattern KEY_AND_DEFAULT =
            Pattern.compile("\"(server\\.[a-z.]+)\",\\s*(?:[A-Za-z]+\\.([A-Z_]+)|([0-9_]+|true|false))\\s*[,)]");
    private static final Pattern ENVIRONMENT = Pattern.compile("SERVER_[A-Z_]+");
    private static final Pattern METHOD = Pattern.compile("([A-Z]\\w+)\\.([a-z]\\w*)");
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`]+)`");
    private static final Pattern FRAME = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern CODE =
            Pattern.compile("```.*?```|^(?: {4,}|\\t).*?$|`[^`\\n]+`", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    // Not the paths of a URL, nor those of JNDI or of WildFly's management model.
    private static final Pattern MACHINES_PATH =
            Pattern.compile("(?<![\\w:/.~$}*-])/(?:home|root|usr|opt|var|etc|work|mnt|Users|tmp(?!/offline[.]cli))/");

    @Test
    void everySettingStandsInTheReadmeWithItsEnvironmentName() {
        Set<String> keys =
                find(KEY, text(CONFIG_READER)).map(key -> key.group(1)).collect(Collectors.toCollection(TreeSet::new));

        assertThat(keys).hasSameSizeAs(ServerConfig.class.getRecordComponents());
        assertThat(keys)
                .allSatisfy(key -> assertThat(settings())
                        .anyMatch(row -> row.startsWith("| `" + key + "` | `"
                                + key.toUpperCase(Locale.ROOT).replace('.', '_') + "` |")));
        assertThat(settings()).hasSameSizeAs(keys);
    }

    @Test
    void everyDefaultInTheReadmeIsTheReal() {
        List<MatchResult> defaults = find(KEY_AND_DEFAULT, text(CONFIG_READER)).toList();

        assertThat(defaults).hasSizeGreaterThan(10);
        assertThat(defaults).allSatisfy(setting -> {
            String value = setting.group(2) == null
                    ? setting.group(3).replace("_", "")
                    : setting.group(2).toLowerCase(Locale.ROOT);
            assertThat(settings())
                    .anySatisfy(row -> assertThat(row)
                            .contains("| `" + setting.group(1) + "` |")
                            .contains("| `" + value + "` |"));
        });
    }

    private static List<String> settings() {
        return text(README)
                .lines()
                .filter(line -> line.startsWith("| `server."))
                .toList();
    }

    @Test
    void everyMessageIsInTheProtocol() {
        String protocol = text(PROTOCOL);

        assertThat(concrete(ClientMessage.class).map(JavaClass::getSimpleName))
                .hasSizeGreaterThan(8)
                .allSatisfy(name -> assertThat(protocol).contains("`" + name + "`"));
        assertThat(concrete(ServerMessage.class)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !NOBODY_ELSES.contains(name)))
                .hasSizeGreaterThan(6)
                .allSatisfy(name -> assertThat(protocol).contains("`" + name + "`"));
    }

    @Test
    void everyCommandIsInTheProtocol() {
        String protocol = text(PROTOCOL);

        assertThat(concrete(Command.class)
                        .filter(type -> type.isAssignableTo(Record.class))
                        .map(type -> type.getSimpleName().replaceFirst("Command$", "")))
                .hasSizeGreaterThan(6)
                .allSatisfy(job -> assertThat(protocol).contains("`" + job + "`"));
    }

    private static Stream<JavaClass> concrete(Class<?> kind) {
        return HOUSE.stream()
                .filter(type -> type.isAssignableTo(kind) && !type.isInterface() && !type.isAnonymousClass())
                .filter(type -> type.isAssignableTo(Message.class) || type.isAssignableTo(Command.class));
    }

    /** A frame that is shown is one of those that the encoder is held to. */
    @Test
    void everyFrameInTheProtocolIsGolden() {
        List<String> golden =
                paths(GOLDEN, ".json").map(path -> squeezed(text(path))).toList();

        assertThat(find(FRAME, text(PROTOCOL)).map(frame -> squeezed(frame.group(1))))
                .hasSizeGreaterThan(5)
                .allSatisfy(frame -> assertThat(golden).contains(frame));
    }

    private static String squeezed(String json) {
        return json.replaceAll("\\s+", "");
    }

    /** The middle column of its tables names what there is here. */
    static Stream<String> counterparts() {
        return text(MIGRATING)
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| the original"))
                .flatMap(row -> find(CODE_SPAN, row.split(" \\| ", -1)[1]))
                .map(code -> code.group(1))
                .distinct();
    }

    @Test
    void whoMigratesFindsManyCounterparts() {
        assertThat(counterparts()).hasSizeGreaterThan(100);
    }

    @ParameterizedTest
    @MethodSource("counterparts")
    void aCounterpartThatIsNamedExists(String name) {
        Matcher method = METHOD.matcher(name);
        if (method.matches()) {
            assertThat(HOUSE.stream()
                            .filter(type -> type.getSimpleName().equals(method.group(1)))
                            .flatMap(type -> type.getMethods().stream())
                            .filter(it -> it.getModifiers().contains(JavaModifier.PUBLIC)
                                    || it.getModifiers().contains(JavaModifier.PROTECTED))
                            .map(JavaMethod::getName))
                    .contains(method.group(2));
        } else if (ENVIRONMENT.matcher(name).matches()) {
            assertThat(text(Path.of("server-config", "wildfly", "configure.cli")))
                    .contains("${env." + name + ":");
        } else if (name.startsWith("server.")) {
            assertThat(text(CONFIG_READER)).contains("\"" + name + "\"");
        } else if (name.startsWith("bin/")) {
            assertThat(Path.of(name)).isExecutable();
        } else {
            assertThat(HOUSE.stream().map(JavaClass::getSimpleName)).contains(name);
        }
    }

    static Stream<Path> pages() {
        return Stream.concat(
                Stream.of(README),
                Stream.of("docs", "examples", "server-config").flatMap(folder -> paths(Path.of(folder), ".md")));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsLinksLeadSomewhere(Path page) {
        List<String> broken = new ArrayList<>();
        find(LINK, withoutCode(text(page)))
                .map(link -> link.group(1))
                .filter(link -> !link.matches("[a-z]+:.*"))
                .filter(link -> !leadsSomewhere(page, link))
                .forEach(broken::add);

        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path folder = page.toAbsolutePath().getParent();
        Path target = parts[0].isEmpty() || folder == null
                ? page.toAbsolutePath()
                : folder.resolve(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || anchors(text(target)).anyMatch(parts[1]::equals));
    }

    /** What a heading is called in a link: lower case, without signs, words joined by hyphens. */
    private static Stream<String> anchors(String page) {
        return find(HEADING, page.replaceAll("(?s)```.*?```", ""))
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-'));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itNamesNoPathOfSomebodysMachine(Path page) {
        assertThat(find(MACHINES_PATH, text(page)).map(MatchResult::group)).isEmpty();
    }

    private static String withoutCode(String page) {
        return CODE.matcher(page).replaceAll("");
    }

    private static Stream<MatchResult> find(Pattern pattern, String text) {
        return pattern.matcher(text).results();
    }

    private static Stream<Path> paths(Path folder, String ending) {
        try (Stream<Path> found = Files.walk(folder)) {
            return found
                    .filter(path ->
                            path.toString().endsWith(ending) && !path.toString().contains("target"))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
