package com.artisansdk.server.bench.load;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A contender's trigger: has it send what it is told. See {@code TriggerServlet}. */
public final class Trigger {

    private final Http http;

    /** At the context root of a contender. */
    public Trigger(String contender) {
        http = new Http(contender + "bench/");
    }

    /** The process of the container. */
    public long pid() {
        return Long.parseLong(http.post("process", "").join().trim());
    }

    /** How many connections are open. */
    public int open() {
        return (int) number("open", List.of()).join().longValue();
    }

    /** Makes topics, and subscribes so many clients to each in turn. */
    public void topics(int count, int size, List<String> ids) {
        number("topics?count=" + count + "&size=" + size, ids).join();
    }

    /** Starts to shoot: parameters as of {@code Shots}, the clients it concerns. Tells how many shots there were. */
    public CompletableFuture<Long> shoot(String parameters, List<String> ids) {
        return number("shoot?" + parameters, ids);
    }

    private CompletableFuture<Long> number(String path, List<String> ids) {
        return http.post(path, String.join("\n", ids)).thenApply(String::trim).thenApply(Long::valueOf);
    }
}
