package org.example.giveaway.api;

import com.artisansdk.server.queue.CommandQueue;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.example.giveaway.NewPrize;
import org.example.giveaway.command.AddPrizeCommand;
import org.example.giveaway.command.PickRandomWinnerCommand;
import org.example.giveaway.command.ResetPrizesCommand;

/** Runs the giveaway. */
@RequestScoped
@Path("prize")
public class PrizeResource {

    @Inject
    private CommandQueue queue;

    /** Adds a prize with a {@code name} and, if it has one, a {@code sponsor}. */
    @POST
    public Response add(@Context UriInfo uri, String body) {
        Fields fields = Fields.of(uri, body);
        queue.queue(new AddPrizeCommand(new NewPrize(fields.required("name"), fields.text("sponsor"))));
        return Response.accepted().build();
    }

    /** Gives the next prize to one of the players. */
    @POST
    @Path("winner")
    public Response pick() {
        queue.queue(new PickRandomWinnerCommand());
        return Response.accepted().build();
    }

    /** The same, as the original has it. Nothing should happen by a GET; but nobody follows a link here without the key. */
    @GET
    public Response pickAsTheOriginalDoes() {
        return pick();
    }

    /** Takes all prizes away. */
    @DELETE
    public Response reset() {
        queue.queue(new ResetPrizesCommand());
        return Response.accepted().build();
    }
}
