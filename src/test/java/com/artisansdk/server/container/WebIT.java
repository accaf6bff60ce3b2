package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page, the health and the socket side by side, at the usual context root and at the host's own. */
@ExtendWith(ArquillianExtension.class)
class WebIT {

    private static final HttpClient BROWSER = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "server", managed = false, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.origins", "https://www.example.com"));
    }

    @Deployment(name = "root", managed = false, testable = false)
    static WebArchive root() {
        return Archives.server("ROOT.war", Map.of());
    }

    @Test
    void theServerLivesUnderItsName() throws Exception {
        deployer.deploy("server");
        try {
            assertLivesAt("/server/");

            HttpResponse<String> withoutSlash = get("/server");
            assertThat(withoutSlash.statusCode()).isEqualTo(200);
            assertThat(withoutSlash.uri().getPath())
                    .as("where the page's own addresses, which are relative, lead to its scripts")
                    .isEqualTo("/server/");
        } finally {
            deployer.undeploy("server");
        }
    }

    // Payara redirects it to the address with the slash, before the application sees it.
    @Tag("wildfly")
    @Test
    void aHandshakeNeedsNoSlashAtTheEnd() {
        deployer.deploy("server");
        try {
            assertGreets("/server");
        } finally {
            deployer.undeploy("server");
        }
    }

    @Test
    void theServerLivesAtTheRootOfItsHost() throws Exception {
        deployer.deploy("root");
        try {
            assertLivesAt("/");
        } finally {
            deployer.undeploy("root");
        }
    }

    @Test
    void aPageOfAnotherOriginMayNotConnect() {
        ServerLog log = new ServerLog();
        deployer.deploy("server");
        try {
            assertAsksForTheOrigin(log);
        } finally {
            deployer.undeploy("server");
        }
    }

    private static void assertAsksForTheOrigin(ServerLog log) {
        assertThat(status(Map.of("Origin", "https://www.example.com"))).isEqualTo(101);
        assertThat(status(Map.of("Origin", "https://evil.example"))).isEqualTo(403);
        assertThat(status(Map.of("Origin", "https://worse.example"))).isEqualTo(403);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> log.text().contains("Refused a connection from a page of https://evil.example"));
        assertThat(log.text()).as("at most once a minute").doesNotContain("worse.example");
    }

    private static int status(Map<String, String> headers) {
        RawClient client = RawClient.dials();
        try {
            return client.shakesHands("/server/", headers).status();
        } finally {
            client.leaves();
        }
    }

    /** No page may frame it, no browser may guess its types, and none keeps yesterday's. */
    private static void assertGuarded(HttpResponse<String> page) {
        assertThat(page.headers().allValues("Cache-Control")).containsExactly("no-cache");
        assertThat(page.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(page.headers().allValues("Content-Security-Policy")).contains("frame-ancestors 'none'");
    }

    private static void assertLivesAt(String root) throws Exception {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(root + "health/ready").statusCode() == 200);
        HttpResponse<String> page = get(root);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).containsIgnoringCase("<!doctype html>").contains("page/page.js");

        assertGuarded(page);
        assertGuarded(get(root + "page.html"));

        HttpResponse<String> script = get(root + "page/page.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("javascript"));

        assertGuarded(script);

        for (String unknown : List.of("nothing", "page/nothing.js", "health/nothing", "server/nothing/")) {
            HttpResponse<String> answer = get(root + unknown);
            assertThat(answer.statusCode()).as("%s: %s", unknown, answer.body()).isEqualTo(404);
        }
        assertThat(get(root + "health/live").statusCode()).isEqualTo(200);
        assertGreets(root);
    }

    private static void assertGreets(String path) {
        RawClient client = RawClient.dials();
        try {
            assertThat(client.shakesHands(path, Map.of()).status()).isEqualTo(101);
            client.hears("ConnectionEstablished");
        } finally {
            client.leaves();
        }
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://" + ContainerStage.HOST + path);
        return BROWSER.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
