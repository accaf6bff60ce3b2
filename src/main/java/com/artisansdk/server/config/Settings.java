package com.artisansdk.server.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * The settings as they are now. Read once when the server starts, where a wrong one fails the deployment, and again now and then:
 * what an administrator changes counts at once, and what cannot be is logged once and changes nothing. From any thread.
 */
@ApplicationScoped
public class Settings implements Supplier<ServerConfig> {

    private static final Logger LOG = System.getLogger(Settings.class.getName());

    private final Function<String, Optional<String>> source;
    private volatile @Nullable ServerConfig current;
    private volatile String complaint = "";

    /** For the container, which makes the instance: settings from MicroProfile Config. */
    public Settings() {
        this(Settings::configured);
    }

    /** Settings from anywhere. */
    public Settings(Function<String, Optional<String>> source) {
        this.source = source;
    }

    @Override
    public ServerConfig get() {
        ServerConfig known = current;
        return known == null ? load() : known;
    }

    /**
     * Reads all settings for the first time.
     *
     * @throws IllegalArgumentException naming every setting that is wrong
     */
    public ServerConfig load() {
        ServerConfig read = read();
        current = read;
        return read;
    }

    /** Reads them again. One that is wrong now leaves all as they were. */
    public void refresh() {
        try {
            current = read();
            complaint = "";
        } catch (IllegalArgumentException wrong) {
            String text = String.valueOf(wrong.getMessage());
            if (!text.equals(complaint)) {
                LOG.log(Level.WARNING, "The settings stay as they were, for {0}.", text);
                complaint = text;
            }
        }
    }

    private ServerConfig read() {
        return ConfigReader.read(source);
    }

    /** What MicroProfile Config has for a key, for those who must know before there are beans. */
    public static Optional<String> configured(String key) {
        // The application's own: a thread of the server may have another class loader in its context.
        return ConfigProvider.getConfig(Settings.class.getClassLoader()).getOptionalValue(key, String.class);
    }
}
