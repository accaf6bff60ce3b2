package com.artisansdk.server.container;

import static org.awaitility.Awaitility.await;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The server in a container, over real sockets and the real queue. */
public final class ContainerStage implements Stage {

    /** Where arquillian.xml has the container listen. */
    public static final int PORT = 8780;

    /** The same, as a client names it. */
    public static final String HOST = "localhost:" + PORT;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final List<Client> clients = new CopyOnWriteArrayList<>();

    @Override
    public Client connects(String address) {
        Client client = SocketClient.connect(URI.create("ws://" + HOST + "/server/"), address);
        clients.add(client);
        return client;
    }

    /** Connects by hand, from an address. */
    RawClient connectsByHand(String address) {
        return connectsByHand(address, new byte[0]);
    }

    /** The same, and sends more together with the handshake. */
    RawClient connectsByHand(String address, byte[] more) {
        RawClient client = RawClient.dials();
        clients.add(client);
        RawClient.Answer answer = client.shakesHands("/server/", Map.of("X-Forwarded-For", address), more);
        if (answer.status() != 101) {
            throw new IllegalStateException("the handshake was answered " + answer);
        }
        return client;
    }

    @Override
    public void queues(String body) {
        queues("", body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void queuesBytes(byte[] body) {
        queues("?bytes", body);
    }

    private void queues(String query, byte[] body) {
        long before = handled();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + HOST + "/sender/queue" + query))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        if (send(request).statusCode() != 200) {
            throw new IllegalStateException("the message was not queued");
        }
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> handled() > before);
    }

    /** Queues a command with the broker that a connection factory leads to. */
    void queuesTo(String driver, String body) {
        queues("?driver=" + driver, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Messages taken off the queue, however they ended. */
    private long handled() {
        JsonObject counters = counters();
        return (long) counters.getInt("commands.run", 0)
                + counters.getInt("commands.dead", 0)
                + counters.getInt("commands.delayed", 0);
    }

    @Override
    public Optional<String> deadReason() {
        return reason(get("/sender/queue"));
    }

    /** The reason of the oldest dead letter there, which is taken away. */
    Optional<String> deadReasonFrom(String driver) {
        return reason(get("/sender/queue?driver=" + driver));
    }

    private static Optional<String> reason(HttpResponse<String> letter) {
        return letter.statusCode() == 204 ? Optional.empty() : Optional.of(letter.body());
    }

    @Override
    public long counted(String what) {
        return counters().getInt(what, 0);
    }

    @Override
    public void clear() {
        if (clients.isEmpty()) {
            return;
        }
        clients.forEach(Client::leaves);
        clients.clear();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> counted("connections.open") == 0);
    }

    /** A GET of the test container. */
    public static HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create("http://" + HOST + path)).build());
    }

    /** A POST to the test container. */
    public static HttpResponse<String> post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create("http://" + HOST + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private static JsonObject counters() {
        return Json.createReader(new StringReader(get("/server/health/counters").body()))
                .readObject();
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return Container.HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
