package com.artisansdk.server.bench.load;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Posts to something in the container. */
final class Http {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final String base;

    Http(String base) {
        this.base = base;
    }

    CompletableFuture<String> post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(body))
                .build();
        return CLIENT.sendAsync(request, BodyHandlers.ofString()).thenApply(Http::body);
    }

    private static String body(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.uri() + " answered " + response.statusCode() + ": "
                    + response.body().lines().limit(3).toList());
        }
        return response.body();
    }
}
