package com.artisansdk.server.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the container writes into its log from the moment this is made. Meanwhile it may give the file another name and begin a new one, as
 * WildFly does at midnight and Payara after 2 MB.
 */
final class ServerLog {

    private static final Path FILE = Container.log();

    private final LogFile begun = LogFile.at(FILE);

    /** All of it, up to now. */
    String text() {
        try (Stream<Path> siblings = Files.list(FILE.resolveSibling(""))) {
            String name = FILE.getFileName().toString();
            List<LogFile> files = siblings.filter(
                            path -> path.getFileName().toString().startsWith(name))
                    .map(LogFile::at)
                    .sorted(Comparator.comparingLong(LogFile::written))
                    .dropWhile(file -> !file.isNow(begun))
                    .toList();
            return files.stream()
                    .map(file -> file.text(file.isNow(begun) ? begun.length() : 0))
                    .collect(Collectors.joining());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /**
     * @param key what the file is known by, whatever its name is
     * @param written when it last was, in ms
     * @param length in bytes
     */
    private record LogFile(Path path, Object key, long written, long length) {

        static LogFile at(Path path) {
            try {
                BasicFileAttributes is = Files.readAttributes(path, BasicFileAttributes.class);
                return new LogFile(path, is.fileKey(), is.lastModifiedTime().toMillis(), is.size());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        boolean isNow(LogFile earlier) {
            return key.equals(earlier.key);
        }

        String text(long from) {
            try (InputStream in = Files.newInputStream(path)) {
                in.skipNBytes(from);
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }
    }
}
