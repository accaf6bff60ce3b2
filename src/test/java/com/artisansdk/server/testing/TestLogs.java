package com.artisansdk.server.testing;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.System.LoggerFinder;
import java.text.MessageFormat;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Where logs go in tests: to {@link LogLines} when a test looks, and else, from a warning on, to the console. Without it JBoss Modules,
 * which comes with Arquillian's WildFly adapter, takes the logs and loses them.
 */
public final class TestLogs extends LoggerFinder {

    static final Map<String, LogLines> READERS = new ConcurrentHashMap<>();

    /** For the platform, which makes the instance. */
    public TestLogs() {}

    @Override
    public Logger getLogger(String name, Module module) {
        return new TestLogger(name);
    }

    private record TestLogger(String name) implements Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return READERS.containsKey(name) || level.compareTo(Level.WARNING) >= 0;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String text, @Nullable Throwable thrown) {
            LogLines reader = READERS.get(name);
            if (reader != null) {
                reader.add(level + " " + text);
            } else if (isLoggable(level)) {
                System.err.println(level + " " + name + ": " + text + (thrown == null ? "" : " " + thrown));
            }
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, Object @Nullable ... with) {
            boolean formatted = format != null && with != null && with.length > 0;
            log(level, bundle, formatted ? MessageFormat.format(String.valueOf(format), with) : format, (Throwable)
                    null);
        }
    }
}
