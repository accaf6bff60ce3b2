package com.artisansdk.server.payara;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;

/** The administrator of the test's Payara, over the same REST resources that its console uses. */
final class Asadmin {

    private static final String BOUNDARY = "----------------------------realtime";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String resources;

    Asadmin(int port) {
        resources = "http://localhost:" + port;
    }

    /** Whether Payara takes commands. */
    boolean answers() {
        try {
            return HTTP.send(
                                    HttpRequest.newBuilder(URI.create(resources + "/__asadmin/version"))
                                            .timeout(Duration.ofSeconds(5))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Deploys a file under a name, which is where it is found unless the file itself says otherwise; ROOT is the root. */
    void deploy(String name, String file, Consumer<OutputStream> content) throws DeploymentException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Map<String, String> options = new TreeMap<>(Map.of("name", name, "force", "true"));
        if (name.equals("ROOT")) {
            options.put("contextroot", "/");
        }
        options.forEach((field, value) -> body.writeBytes(("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"" + field + "\"\r\n\r\n" + value + "\r\n")
                .getBytes(StandardCharsets.UTF_8)));
        body.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"id\"; filename=\"" + file
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        content.accept(body);
        body.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        requireSuccess(request("/management/domain/applications/application")
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .POST(BodyPublishers.ofByteArray(body.toByteArray()))
                .build());
    }

    void undeploy(String name) throws DeploymentException {
        requireSuccess(request("/management/domain/applications/application/" + name)
                .DELETE()
                .build());
    }

    /** Runs a command, with its options, and its operand as the one named DEFAULT. Answers what it says. */
    String command(String name, Map<String, String> options) {
        String query = options.entrySet().stream()
                .map(option -> option.getKey() + "=" + URLEncoder.encode(option.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        try {
            return requireSuccess(request("/__asadmin/" + name + "?" + query)
                            .POST(BodyPublishers.noBody())
                            .build())
                    .getString("name", "");
        } catch (DeploymentException failed) {
            throw new IllegalStateException(name + " failed: " + failed.getMessage(), failed);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(resources + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .header("X-Requested-By", "tests");
    }

    private static JsonObject requireSuccess(HttpRequest request) throws DeploymentException {
        String answer;
        try {
            answer = HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failed) {
            throw new DeploymentException("Payara does not answer.", failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DeploymentException("Interrupted while Payara worked.", interrupted);
        }
        JsonObject report = Json.createReader(new StringReader(answer)).readObject();
        if (!"SUCCESS".equals(report.getString("exit_code", ""))) {
            throw new DeploymentException(report.getString("message", answer));
        }
        return report;
    }
}
