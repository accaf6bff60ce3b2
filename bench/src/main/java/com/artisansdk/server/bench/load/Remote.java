package com.artisansdk.server.bench.load;

import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** The application in the container that sends what it is told: {@code bench-sender.war}. */
public final class Remote {

    private final Http http;

    /**
     * What it is to send.
     *
     * @param parameters see {@code Task} of the sender
     * @param receivers the clients' identities; none for commands to nobody
     */
    public record Job(Map<String, String> parameters, List<String> receivers) {

        /** A job with parameters {@code name=value}, separated by spaces. */
        public static Job of(List<String> receivers, String parameters) {
            Map<String, String> map = new HashMap<>();
            for (String parameter : parameters.split(" ")) {
                String[] parts = parameter.split("=", 2);
                map.put(parts[0], parts[1]);
            }
            return new Job(Map.copyOf(map), receivers);
        }
    }

    /**
     * What it has sent.
     *
     * @param started when it began, by {@link System#nanoTime()}
     * @param nanos how long it took
     * @param times for each command when it was due and when it was committed, if asked for
     */
    public record Sent(long count, long started, long nanos, long[][] times) {

        /** Commands a second. */
        public double rate() {
            return count * 1e9 / nanos;
        }
    }

    /** For a container. */
    public Remote(InetSocketAddress server) {
        http = new Http("http://" + server.getHostString() + ":" + server.getPort() + "/bench-sender/");
    }

    /** Whether the server takes commands off its queue. */
    public void deliver(boolean on) {
        http.post("worker?deliver=" + on, "").join();
    }

    /** Sends, and waits until all is sent. */
    public Sent send(Job job) {
        return start(job).join();
    }

    /** Starts to send. */
    public CompletableFuture<Sent> start(Job job) {
        String query = job.parameters().entrySet().stream()
                .map(it -> it.getKey() + "=" + URLEncoder.encode(it.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return http.post("send?" + query, String.join("\n", job.receivers())).thenApply(Remote::sent);
    }

    private static Sent sent(String body) {
        String[] lines = body.split("\n");
        long[] totals = numbers(lines[0]);
        long[][] times = new long[lines.length - 1][];
        for (int i = 0; i < times.length; i++) {
            times[i] = numbers(lines[i + 1]);
        }
        return new Sent(totals[0], totals[1], totals[2], times);
    }

    private static long[] numbers(String line) {
        String[] parts = line.trim().split(" ");
        long[] numbers = new long[parts.length];
        for (int i = 0; i < parts.length; i++) {
            numbers[i] = Long.parseLong(parts[i]);
        }
        return numbers;
    }
}
