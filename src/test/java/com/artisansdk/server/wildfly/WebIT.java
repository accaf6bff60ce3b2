package com.artisansdk.server.wildfly;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page, the health and the socket side by side, at the usual context root and at the host's own. */
@ExtendWith(ArquillianExtension.class)
class WebIT {

    private static final HttpClient BROWSER =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "server", managed = false, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of());
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

    private static void assertLivesAt(String root) throws Exception {
        HttpResponse<String> page = get(root);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).containsIgnoringCase("<!doctype html>").contains("page/page.js");

        HttpResponse<String> script = get(root + "page/page.js");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).contains("javascript"));

        for (String unknown : List.of("nothing", "page/nothing.js", "health/nothing", "server/nothing/")) {
            assertThat(get(root + unknown).statusCode()).as(unknown).isEqualTo(404);
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> get(root + "health/ready").statusCode() == 200);
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
        URI uri = URI.create("http://" + WildFlyStage.HOST + path);
        return BROWSER.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }
}
