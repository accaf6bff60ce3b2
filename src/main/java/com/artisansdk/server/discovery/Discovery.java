package com.artisansdk.server.discovery;

import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Finds, in {@code WEB-INF/classes} and the jars of {@code WEB-INF/lib}, the classes of some kind. What the container knows of beans
 * does not matter: a message is found in an archive with a {@code beans.xml} of any discovery mode, or without one. Only classes of that
 * kind are loaded.
 */
public final class Discovery {

    private static final Logger LOG = System.getLogger(Discovery.class.getName());
    private static final String CLASSES = "/WEB-INF/classes/";
    private static final String LIBRARIES = "/WEB-INF/lib/";

    private final ClassLoader loader;
    private final Map<String, List<String>> supertypes = new HashMap<>();

    /** Looks through a web application once. */
    public Discovery(ServletContext application) {
        loader = application.getClassLoader();
        folder(application, CLASSES);
        for (String library : paths(application, LIBRARIES)) {
            if (library.endsWith(".jar")) {
                library(application, library);
            }
        }
    }

    /** Every class of a kind, interfaces and abstract ones too, in order of their names. */
    public <T> Set<Class<? extends T>> kindOf(Class<T> kind) {
        Set<Class<? extends T>> found = new LinkedHashSet<>();
        for (String name : new TreeSet<>(supertypes.keySet())) {
            if (!name.equals(kind.getName()) && isKindOf(name, kind.getName(), new HashSet<>())) {
                try {
                    found.add(Class.forName(name, false, loader).asSubclass(kind));
                } catch (ReflectiveOperationException | LinkageError | ClassCastException unusable) {
                    LOG.log(Level.WARNING, "{0} cannot be used as a {1}: {2}", name, kind.getSimpleName(), unusable);
                }
            }
        }
        return found;
    }

    private boolean isKindOf(String name, String kind, Set<String> seen) {
        if (name.equals(kind)) {
            return true;
        }
        return seen.add(name)
                && supertypes.getOrDefault(name, List.of()).stream()
                        .anyMatch(supertype -> isKindOf(supertype, kind, seen));
    }

    private void folder(ServletContext application, String folder) {
        for (String path : paths(application, folder)) {
            if (path.endsWith("/")) {
                folder(application, path);
            } else if (isClass(path)) {
                try (InputStream in = application.getResourceAsStream(path)) {
                    if (in != null) {
                        add(path, in);
                    }
                } catch (IOException unreadable) {
                    LOG.log(Level.WARNING, "{0} cannot be read: {1}", path, unreadable);
                }
            }
        }
    }

    private void library(ServletContext application, String path) {
        try (InputStream in = application.getResourceAsStream(path)) {
            if (in == null) {
                return;
            }
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (isClass(entry.getName())) {
                    add(path + "!/" + entry.getName(), zip);
                }
            }
        } catch (IOException unreadable) {
            LOG.log(Level.WARNING, "{0} cannot be read: {1}", path, unreadable);
        }
    }

    private void add(String path, InputStream in) {
        try {
            ClassFile file = ClassFile.read(in);
            supertypes.put(file.name(), file.supertypes());
        } catch (IOException broken) {
            LOG.log(Level.DEBUG, "{0} is no class: {1}", path, broken);
        }
    }

    private static boolean isClass(String path) {
        return path.endsWith(".class") && !path.contains("META-INF/") && !path.endsWith("module-info.class");
    }

    private static Set<String> paths(ServletContext application, String folder) {
        Set<String> paths = application.getResourcePaths(folder);
        return paths == null ? Set.of() : paths;
    }
}
