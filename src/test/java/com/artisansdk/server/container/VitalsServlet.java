package com.artisansdk.server.container;

import com.artisansdk.server.kernel.Manager;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** In a server under test: its threads, timers, topics, and child processes. */
@WebServlet("/vitals")
public class VitalsServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Manager manager;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        JsonArrayBuilder threads = Json.createArrayBuilder();
        Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("realtime-"))
                .sorted()
                .forEach(threads::add);
        try {
            int timers = manager.loop()
                    .call("timers", () -> manager.timers().all().size())
                    .await(Duration.ofSeconds(5));
            int topics = manager.loop()
                    .call("topics", () -> manager.topics().all().size())
                    .await(Duration.ofSeconds(5));
            response.setContentType("application/json");
            response.getWriter()
                    .print(Json.createObjectBuilder()
                            .add("threads", threads)
                            .add("timers", timers)
                            .add("topics", topics)
                            .add("children", ProcessHandle.current().children().count())
                            .build());
        } catch (Exception failed) {
            throw new ServletException(failed);
        }
    }
}
