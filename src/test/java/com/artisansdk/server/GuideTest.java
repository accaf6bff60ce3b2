package com.artisansdk.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.codec.RecordWriter;
import com.artisansdk.server.contract.BuiltIns;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.protocol.JsonProtocol;
import com.artisansdk.server.protocol.MessageCatalog;
import com.artisansdk.server.protocol.Protocol;
import com.artisansdk.server.worker.CommandCatalog;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.example.chat.Say;
import org.example.chat.SayCommand;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What docs/extending.md shows stands, line by line, in code that is compiled and run: the Java in src/test/java/org/example, the XML in the
 * giveaway's pom.xml; and its JSON is understood.
 */
class GuideTest {

    private static final Path GUIDE = Path.of("docs", "extending.md");
    private static final Path SOURCES = Path.of("src", "test", "java", "org", "example");
    private static final Path POM = Path.of("examples", "giveaway", "pom.xml");
    private static final Pattern BLOCK =
            Pattern.compile("^( *)```(java|xml|json)\\n(.*?)^\\1```$", Pattern.DOTALL | Pattern.MULTILINE);

    private static List<String> blocks(String language) {
        List<String> blocks = BLOCK.matcher(text(GUIDE))
                .results()
                .filter(block -> block.group(2).equals(language))
                .map(block -> block.group(3).stripTrailing().stripIndent())
                .toList();
        assertThat(blocks).isNotEmpty();
        return blocks;
    }

    static List<String> java() {
        return blocks("java");
    }

    static List<String> xml() {
        return blocks("xml");
    }

    static List<String> json() {
        return blocks("json");
    }

    @ParameterizedTest
    @MethodSource("java")
    void itsJavaIsCompiledAndRun(String snippet) throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .anyMatch(file -> contains(text(file), snippet)))
                    .as("in some file of %s:%n%s", SOURCES, snippet)
                    .isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("xml")
    void itsXmlIsTheGiveaways(String snippet) {
        assertThat(contains(text(POM), snippet)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("json")
    void itsJsonIsUnderstood(String snippet) throws Exception {
        Jsonb jsonb = JsonbBuilder.create();
        RecordReader reader = new RecordReader(jsonb);
        JsonObject object = Json.createReader(new StringReader(snippet)).readObject();
        if (object.containsKey("job")) {
            List<Class<? extends Command>> commands = new ArrayList<>(BuiltIns.kindOf(Command.class));
            commands.add(SayCommand.class);
            Class<? extends Command> type =
                    CommandCatalog.of(commands).find(object.getString("job")).orElseThrow();
            assertThat(reader.read(object.getJsonObject("data"), type)).isNotNull();
        } else {
            List<Class<? extends Message>> messages = new ArrayList<>(BuiltIns.kindOf(Message.class));
            messages.add(Say.class);
            Protocol protocol = new JsonProtocol(MessageCatalog.of(messages), reader, new RecordWriter(jsonb));
            assertThat(protocol.decode(snippet, Instant.EPOCH)).isInstanceOf(Protocol.Said.class);
        }
    }

    /** Whether some lines stand in a file one below the other, however far they are indented there. */
    private static boolean contains(String file, String snippet) {
        List<String> lines = file.lines().toList();
        int length = Math.toIntExact(snippet.lines().count());
        for (int from = 0; from + length <= lines.size(); from++) {
            String there = String.join("\n", lines.subList(from, from + length)).stripIndent();
            if (there.equals(snippet)) {
                return true;
            }
        }
        return false;
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
