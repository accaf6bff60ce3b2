package com.artisansdk.server.contract;

import com.artisansdk.server.kernel.Manager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The server's own classes, as the container's discovery would find them. */
public final class BuiltIns {

    private BuiltIns() {}

    public static <T> List<Class<? extends T>> kindOf(Class<T> kind) {
        try {
            Path classes = Path.of(Manager.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            try (Stream<Path> files = Files.walk(classes)) {
                return files.map(file -> classes.relativize(file).toString())
                        .filter(file -> file.endsWith(".class"))
                        .sorted()
                        .map(file -> load(file.substring(0, file.length() - ".class".length())
                                .replace('/', '.')))
                        .filter(type -> kind.isAssignableFrom(type) && type != kind)
                        .<Class<? extends T>>map(type -> type.asSubclass(kind))
                        .toList();
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName(name, false, Manager.class.getClassLoader());
        } catch (ClassNotFoundException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
