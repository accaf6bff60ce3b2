package com.artisansdk.server.admin;

import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Phase;
import com.artisansdk.server.worker.Probe;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Tells whether the server lives, and whether it is ready for work. */
@RequestScoped
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
public class HealthResource {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Inject
    private Manager manager;

    @Inject
    private Probe probe;

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    public HealthResource() {}

    /** 200 as long as the application answers. */
    @GET
    @Path("live")
    public JsonObject live() {
        return Json.createObjectBuilder().add("status", "UP").build();
    }

    /** 200 when clients are let in and commands arrive from the queue; 503 until then. */
    @GET
    @Path("ready")
    public Response ready() {
        Phase phase = manager.phase();
        boolean running = phase == Phase.RUNNING;
        boolean queue = probe.hasArrived();
        JsonObject body = Json.createObjectBuilder()
                .add("status", running && queue ? "UP" : "DOWN")
                .add("clients", clients(phase))
                .add("queue", queue ? "UP" : "DOWN")
                .build();
        return Response.status(running && queue ? 200 : 503).entity(body).build();
    }

    private static String clients(Phase phase) {
        return switch (phase) {
            case RUNNING -> "UP";
            case STOPPED -> "DOWN";
            case DRAINING, DRAINED -> phase.name();
        };
    }

    /** What the server has counted since it was deployed, and how many connections are open now. */
    @GET
    @Path("counters")
    public JsonObject counters() throws Exception {
        JsonObjectBuilder counters = Json.createObjectBuilder();
        counters.add("connections.open", open());
        manager.counters().all().forEach(counters::add);
        return counters.build();
    }

    private int open() throws Exception {
        return manager.phase() != Phase.STOPPED
                ? manager.loop()
                        .call(
                                "counters",
                                () -> manager.phase() != Phase.STOPPED
                                        ? manager.connections().size()
                                        : 0)
                        .await(PATIENCE)
                : 0;
    }
}
