package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * An example, in a folder of its own: a copy of what its user has, as it lies in the checkout, beside a repository with what was
 * published and nothing else of this project.
 */
final class Example implements AutoCloseable {

    private static final Path CHECKOUT = Path.of(System.getProperty("project.directory"));
    private static final long PATIENCE_MINUTES = 5;

    private final Path root;
    private final Path folder;

    private Example(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** Copies an example, without what has been built of it. */
    static Example copy(String name) {
        try {
            Path root = Files.createTempDirectory("example");
            Path from = CHECKOUT.resolve("examples").resolve(name);
            Path folder = root.resolve("examples").resolve(name);
            Files.createDirectories(folder.getParent());
            try (Stream<Path> sources = Files.walk(from)) {
                for (Path source : (Iterable<Path>)
                        sources.filter(it -> !from.relativize(it).startsWith("target"))::iterator) {
                    Files.copy(source, folder.resolve(from.relativize(source).toString()));
                }
            }
            Files.createSymbolicLink(root.resolve(".repository"), CHECKOUT.resolve(".repository"));
            return new Example(root, folder);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Builds it by the command that its README gives, and returns a file that this made. */
    Path build(String made) {
        Path log = root.resolve("build.log");
        try {
            List<String> commands;
            try (Stream<String> lines = Files.lines(folder.resolve("README.md"))) {
                commands = lines.filter(line -> line.startsWith("    mvn "))
                        .map(String::strip)
                        .toList();
            }
            assertThat(commands).as("commands to build by, in README.md").hasSize(1);
            Process build = new ProcessBuilder("sh", "-c", "exec " + commands.get(0))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = build.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
            build.descendants().forEach(ProcessHandle::destroy);
            build.destroy();
            assertThat(ended && build.exitValue() == 0)
                    .as("%s: %s", commands, Files.readString(log))
                    .isTrue();
            return folder.resolve(made);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Deletes the copy. */
    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
