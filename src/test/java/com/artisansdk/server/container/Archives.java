package com.artisansdk.server.container;

import com.artisansdk.server.contract.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy. */
public final class Archives {

    private Archives() {}

    /** The server as it was built, with settings inside. */
    public static WebArchive server(Map<String, String> settings) {
        return server("server.war", settings);
    }

    /** The server under another name, which is where it is found. */
    public static WebArchive server(String name, Map<String, String> settings) {
        return server(name, Path.of(System.getProperty("project.directory"), "target", "server.war"), settings);
    }

    /** A server that somebody else has built, with settings inside. The file may go afterwards. */
    public static WebArchive server(Path war, Map<String, String> settings) {
        return server("server.war", war, settings);
    }

    private static WebArchive server(String name, Path war, Map<String, String> settings) {
        String properties = new TreeMap<>(settings)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("\n"));
        try (InputStream file = Files.newInputStream(war)) {
            return ShrinkWrap.create(ZipImporter.class, name)
                    .importFrom(file)
                    .as(WebArchive.class)
                    .addAsResource(new StringAsset(properties), "META-INF/microprofile-config.properties");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same server at the same place, as an archive of another name: in one class no two may have the same. */
    public static WebArchive named(String name, WebArchive server) {
        return ShrinkWrap.create(WebArchive.class, name + ".war")
                .merge(server)
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><context-root>/server</context-root></jboss-web>"), "jboss-web.xml")
                .addAsWebInfResource(
                        new StringAsset("<payara-web-app><context-root>/server</context-root></payara-web-app>"),
                        "payara-web.xml");
    }

    /** Settings for the contract: nothing paced, few let in, addresses as clients tell them. */
    public static Map<String, String> contract() {
        return Map.of(
                "server.key",
                Stage.KEY,
                "server.max.connections",
                String.valueOf(Stage.MOST),
                "server.roster.interval",
                "0",
                "server.trusted.proxies",
                "127.0.0.0/8");
    }

    /** Another application, that sends. */
    public static WebArchive sender() {
        return ShrinkWrap.create(WebArchive.class, "sender.war").addClass(SenderServlet.class);
    }
}
