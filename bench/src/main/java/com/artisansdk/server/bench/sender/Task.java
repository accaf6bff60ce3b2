package com.artisansdk.server.bench.sender;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the load client wants to have sent.
 *
 * @param run goes into the stamps
 * @param count how many commands
 * @param rate commands a second; 0 for as fast as possible
 * @param batch commands in one JTA transaction; 0 for no transaction
 * @param senders threads that share the work
 * @param notifies whether to send NotifyConnection, instead of SendMessage with a stamp
 * @param plain whether to send by JMS itself, instead of CommandQueue
 * @param persistent whether the commands outlive the broker; CommandQueue's always do
 * @param times whether to tell when each command was due and when it was committed
 * @param receivers the clients to send to in turn; none for a client that does not exist
 */
record Task(
        long run,
        int count,
        int rate,
        int batch,
        int senders,
        boolean notifies,
        boolean plain,
        boolean persistent,
        boolean times,
        List<UUID> receivers) {

    static Task of(HttpServletRequest request) throws IOException {
        List<UUID> receivers = request.getReader()
                .lines()
                .filter(line -> !line.isBlank())
                .map(UUID::fromString)
                .toList();
        Task task = new Task(
                number(request, "run", 0),
                number(request, "count", 1),
                number(request, "rate", 0),
                number(request, "batch", 1),
                number(request, "senders", 1),
                "notify".equals(request.getParameter("kind")),
                "jms".equals(request.getParameter("via")),
                !"false".equals(request.getParameter("persistent")),
                "true".equals(request.getParameter("times")),
                receivers.isEmpty() ? List.of(UUID.randomUUID()) : receivers);
        if (!task.persistent() && !task.plain()) {
            throw new IllegalArgumentException(
                    "CommandQueue sends persistent commands only: persistent=false needs via=jms");
        }
        return task;
    }

    private static int number(HttpServletRequest request, String name, int byDefault) {
        return Optional.ofNullable(request.getParameter(name))
                .map(Integer::parseInt)
                .orElse(byDefault);
    }
}
