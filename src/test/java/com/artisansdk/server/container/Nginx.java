package com.artisansdk.server.container;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The system's nginx before the test container, with the block that README.md shows: once plain, once over TLS, each on a port of its own. */
final class Nginx implements AutoCloseable {

    private static final String[] FOLDERS = {"/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin"};
    private static final Pattern BLOCK = Pattern.compile("```nginx\\n(.*?)```", Pattern.DOTALL);
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final Path folder;
    private final int port = freePort();
    private final int tlsPort = freePort();
    private final int hastyPort = freePort();
    private final KeyStore keys;
    private Process process;

    /** Starts it, with what it needs in a folder. */
    Nginx(Path folder, Duration idle, Duration hasty) throws Exception {
        this.folder = folder;
        keys = makeKeys();
        Files.writeString(
                folder.resolve("key.pem"),
                pem("PRIVATE KEY", keys.getKey("nginx", PASSWORD).getEncoded()));
        Files.writeString(
                folder.resolve("certificate.pem"),
                pem("CERTIFICATE", keys.getCertificate("nginx").getEncoded()));
        Files.writeString(folder.resolve("nginx.conf"), configuration(idle, hasty));
        process = start();
    }

    /** {@code HOST:PORT} where it speaks plainly. */
    String host() {
        return "localhost:" + port;
    }

    /** {@code HOST:PORT} where it speaks TLS. */
    String tlsHost() {
        return "localhost:" + tlsPort;
    }

    /** {@code HOST:PORT} where it soon cuts who is idle. */
    String hastyHost() {
        return "localhost:" + hastyPort;
    }

    /** Clients that trust its certificate, and no other. */
    SSLContext trust() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    /** Ends it, and starts another. */
    void restart() throws IOException {
        close();
        process = start();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("nginx did not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Process start() throws IOException {
        Path log = folder.resolve("nginx.log");
        Process started = new ProcessBuilder(
                        installed().toString(),
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            if (!started.isAlive()) {
                throw new IllegalStateException("nginx ended: " + Files.readString(log));
            }
            return listens(port) && listens(tlsPort);
        });
        return started;
    }

    /** The block word for word, but for where the test container listens, and how long nginx waits. */
    private String configuration(Duration idle, Duration hasty) throws IOException {
        Matcher block = BLOCK.matcher(Files.readString(Path.of(System.getProperty("project.directory"), "README.md")));
        if (!block.find()) {
            throw new IllegalStateException("README.md shows no block for nginx");
        }
        String here = block.group(1).replace("127.0.0.1:8080", ContainerStage.HOST.replace("localhost", "127.0.0.1"));
        String server = """
                server {
                    listen 127.0.0.1:%d %s;
                    ssl_certificate certificate.pem;
                    ssl_certificate_key key.pem;
                    %s
                }
                """;
        return """
                daemon off;
                error_log stderr;
                pid nginx.pid;
                events {}
                http {
                    access_log off;
                    client_body_temp_path body;
                    proxy_temp_path proxy;
                    fastcgi_temp_path fastcgi;
                    uwsgi_temp_path uwsgi;
                    scgi_temp_path scgi;
                    %s
                    %s
                    %s
                }
                """.formatted(
                        server.formatted(port, "", waiting(here, idle)),
                        server.formatted(tlsPort, "ssl", waiting(here, idle)),
                        server.formatted(hastyPort, "", waiting(here, hasty)));
    }

    private static String waiting(String block, Duration idle) {
        String changed = block.replace("proxy_read_timeout 5m;", "proxy_read_timeout " + idle.toSeconds() + "s;");
        if (changed.equals(block)) {
            throw new IllegalStateException("the block in README.md has no proxy_read_timeout of 5m");
        }
        return changed;
    }

    private KeyStore makeKeys() throws Exception {
        Path file = folder.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "nginx",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        new String(PASSWORD),
                        "-keystore",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private static String pem(String what, byte[] encoded) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(encoded) + "\n-----END " + what
                + "-----\n";
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Not on everybody's path, for it is a program of administrators. */
    private static Path installed() {
        return List.of(FOLDERS).stream()
                .map(folder -> Path.of(folder, "nginx"))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "There is no nginx. bin/test installs it where it may; on Debian: apt-get install nginx-light."));
    }
}
