package org.example.giveaway.api;

import com.artisansdk.server.command.RegisterTopicCommand;
import com.artisansdk.server.command.UnregisterTopicCommand;
import com.artisansdk.server.queue.CommandQueue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Registers and unregisters topics. */
@RequestScoped
@Path("topic")
public class TopicResource {

    @Inject
    private CommandQueue queue;

    /** Registers a topic of a {@code name}. */
    @POST
    public Response register(@Context UriInfo uri, String body) {
        queue.queue(new RegisterTopicCommand(Fields.of(uri, body).required("name")));
        return Response.accepted().build();
    }

    /** Unregisters the topic of a name or, as text, a UUID. */
    @DELETE
    @Path("{topic}")
    public Response unregister(@PathParam("topic") String nameOrUuid) {
        queue.queue(UnregisterTopicCommand.named(nameOrUuid));
        return Response.accepted().build();
    }
}
