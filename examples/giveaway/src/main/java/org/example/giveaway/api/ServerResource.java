package org.example.giveaway.api;

import com.artisansdk.server.command.StopServerCommand;
import com.artisansdk.server.queue.CommandQueue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** Restarts the server. */
@RequestScoped
@Path("server")
public class ServerResource {

    @Inject
    private CommandQueue queue;

    /** Stops the server; it boots afresh. */
    @DELETE
    public Response restart() {
        queue.queue(new StopServerCommand());
        return Response.accepted().build();
    }
}
