package org.example.giveaway.api;

import com.artisansdk.server.command.NotifyConnectionCommand;
import com.artisansdk.server.queue.CommandQueue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** Sends notifications. */
@RequestScoped
@Path("notification")
public class NotificationResource {

    @Inject
    private CommandQueue queue;

    /** Notifies the {@code receiver}, in the name of the {@code sender}. */
    @POST
    public Response send(@Context UriInfo uri, String body) {
        Fields fields = Fields.of(uri, body);
        queue.queue(new NotifyConnectionCommand(fields.uuid("receiver"), fields.uuid("sender")));
        return Response.accepted().build();
    }
}
