package org.example.giveaway.api;

import com.artisansdk.server.command.CloseConnectionsCommand;
import com.artisansdk.server.command.DismissNotificationsCommand;
import com.artisansdk.server.command.NotifyConnectionCommand;
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
import java.util.UUID;

/** Notifies and closes connections. Like all of the API it only queues commands: 202 says that one is on its way. */
@RequestScoped
@Path("connection")
public class ConnectionResource {

    /** What is no UUID is a type: {@code DELETE /connection/{type}} has the same form. */
    private static final String UUID_PATH = "{uuid: [0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}}";

    @Inject
    private CommandQueue queue;

    /** Notifies a connection, in the name of the {@code sender}. */
    @POST
    @Path(UUID_PATH + "/notification")
    public Response notify(@PathParam("uuid") UUID receiver, @Context UriInfo uri, String body) {
        queue.queue(new NotifyConnectionCommand(receiver, Fields.of(uri, body).uuid("sender")));
        return Response.accepted().build();
    }

    /** Empties a connection's notifications. */
    @DELETE
    @Path(UUID_PATH + "/notification")
    public Response dismissNotifications(@PathParam("uuid") UUID uuid) {
        queue.queue(new DismissNotificationsCommand(uuid));
        return Response.accepted().build();
    }

    /** Closes a connection. */
    @DELETE
    @Path(UUID_PATH)
    public Response close(@PathParam("uuid") UUID uuid) {
        queue.queue(CloseConnectionsCommand.one(uuid));
        return Response.accepted().build();
    }

    /** Closes the connections of a type. */
    @DELETE
    @Path("{type}")
    public Response closeType(@PathParam("type") String type) {
        queue.queue(CloseConnectionsCommand.ofTypes(type));
        return Response.accepted().build();
    }

    /** Closes all connections. */
    @DELETE
    public Response closeAll() {
        queue.queue(CloseConnectionsCommand.all());
        return Response.accepted().build();
    }
}
