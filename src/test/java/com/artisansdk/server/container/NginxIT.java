package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The server behind a real nginx, which does as README.md says, plainly and over TLS. */
@ExtendWith(ArquillianExtension.class)
class NginxIT {

    private static final int PATIENCE_MS = 30_000;
    private static final Duration PATIENCE = Duration.ofMillis(PATIENCE_MS);

    /** Longer than the server waits before it pings, 20 to 25 s, and shorter than {@link #AFTER_A_WHILE}. */
    private static final Duration IDLE = Duration.ofSeconds(32);

    private static final Duration AFTER_A_WHILE = Duration.ofSeconds(38);
    private static final Duration HASTY = Duration.ofSeconds(3);

    /** Not where nginx is, as far as the server can see: of all loopback addresses it trusts one. */
    private static final String CLIENT = "127.0.0.2";

    private static final String FORGED = "203.0.113.66";

    @TempDir
    private static Path temporary;

    private static Nginx nginx;
    private static HttpClient http;

    @Deployment(testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.trusted.proxies", "127.0.0.1"));
    }

    @BeforeAll
    static void starts() throws Exception {
        nginx = new Nginx(temporary, IDLE, HASTY);
        http = HttpClient.newBuilder().sslContext(nginx.trust()).build();
    }

    @AfterAll
    static void ends() {
        nginx.close();
    }

    private static URI plain() {
        return URI.create("ws://" + nginx.host() + "/server/");
    }

    private static URI secure() {
        return URI.create("wss://" + nginx.tlsHost() + "/server/");
    }

    @Test
    void aClientHasItsOwnAddressAndNotWhatItClaims() throws Exception {
        assertThat(addressSeen(socket(nginx.host()))).isEqualTo(CLIENT);
    }

    @Test
    void aClientHasItsOwnAddressOverTlsToo() throws Exception {
        Socket plain = socket(nginx.tlsHost());
        SSLSocket secure =
                (SSLSocket) nginx.trust().getSocketFactory().createSocket(plain, "localhost", plain.getPort(), true);
        secure.startHandshake();

        assertThat(addressSeen(secure)).isEqualTo(CLIENT);
    }

    @Test
    void whoGoesPastNginxIsNotBelieved() throws Exception {
        assertThat(addressSeen(socket(ContainerStage.HOST))).isEqualTo(CLIENT);
    }

    @Test
    void anIdleClientIsPingedBeforeNginxCutsIt() {
        try (ReturningClient cut = new ReturningClient(http, URI.create("ws://" + nginx.hastyHost() + "/server/"))) {
            await().atMost(PATIENCE).until(() -> !cut.closes().isEmpty());
            assertThat(cut.closes()).as("nginx does cut").contains(ReturningClient.LOST);
        }
        await().atMost(PATIENCE).until(() -> open() == 0);
        try (ReturningClient alice = new ReturningClient(http, plain());
                ReturningClient bob = new ReturningClient(http, secure())) {
            await().atMost(PATIENCE).until(() -> open() == 2);
            await().atMost(IDLE.plus(PATIENCE).plus(PATIENCE))
                    .until(() -> List.of(alice, bob).stream()
                            .allMatch(client -> !client.closes().isEmpty()
                                    || client.silence().compareTo(AFTER_A_WHILE) > 0));

            assertThat(List.of(alice, bob)).allSatisfy(client -> {
                assertThat(client.closes()).isEmpty();
                assertThat(client.isOpen()).isTrue();
            });
        }
    }

    @Test
    void aRestartOfNginxIsSurvivedByClientsThatComeBack() throws Exception {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MS);
        try (Chromium chromium = new Chromium();
                ReturningClient alice = new ReturningClient(http, plain());
                ReturningClient bob = new ReturningClient(http, secure())) {
            Tab page = new Tab(
                    chromium.browser().newContext(new Browser.NewContextOptions().setIgnoreHTTPSErrors(true)),
                    "https://" + nginx.tlsHost() + "/server/");
            await().atMost(PATIENCE).until(() -> open() == 3);

            nginx.restart();

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(List.of(alice, bob)).allSatisfy(client -> {
                        assertThat(client.closes()).containsExactly(ReturningClient.LOST);
                        assertThat(client.isOpen()).isTrue();
                        assertThat(client.frames("ConnectionEstablished")).hasSize(2);
                    }));
            page.sawAtLeast(2, "ConnectionEstablished");
            page.isConnected();
            await().atMost(PATIENCE).until(() -> open() == 3);
        }
    }

    private static long open() {
        return new ContainerStage().counted("connections.open");
    }

    private static Socket socket(String host) throws IOException {
        int port = URI.create("http://" + host).getPort();
        return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.getByName(CLIENT), 0);
    }

    /** What address the server gives to a client that claims another. */
    private static String addressSeen(Socket socket) throws IOException {
        RawClient client = RawClient.over(socket);
        try {
            assertThat(client.shakesHands("/server/", Map.of("X-Forwarded-For", FORGED, "X-Real-IP", FORGED))
                            .status())
                    .isEqualTo(101);
            return client.hears("ConnectionEstablished")
                    .getJsonObject("connection")
                    .getString("ip_address");
        } finally {
            client.leaves();
        }
    }
}
