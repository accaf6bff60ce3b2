package org.example.orders;

import com.artisansdk.server.command.SendMessageCommand;
import com.artisansdk.server.command.SendMessageCommand.To;
import com.artisansdk.server.queue.CommandQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Map;

/** The shop's orders. Whoever is connected to the server sees each as it is placed. */
@ApplicationScoped
@Path("orders")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class Orders {

    @PersistenceContext
    private EntityManager database;

    @Inject
    private CommandQueue queue;

    /**
     * Stores an order and tells everybody, in one transaction: both happen, or neither.
     *
     * @param fail whether something is to go wrong after that
     */
    @POST
    @Transactional
    public Response place(@NotNull @Valid NewOrder wanted, @QueryParam("fail") boolean fail) {
        PlacedOrder order = new PlacedOrder(wanted);
        database.persist(order);
        queue.queue(new SendMessageCommand(
                "OrderPlaced",
                Map.of("order", order.getId(), "item", order.getItem(), "quantity", order.getQuantity()),
                To.all()));
        if (fail) {
            // Like any unchecked exception that leaves a @Transactional method, this rolls back.
            throw new WebApplicationException(Response.status(Status.PAYMENT_REQUIRED)
                    .type(MediaType.TEXT_PLAIN)
                    .entity("The payment was declined. Nothing was stored, and nobody was told.\n")
                    .build());
        }
        return Response.status(Status.CREATED).entity(order).build();
    }

    /** All orders, in the order in which they were placed. */
    @GET
    public List<PlacedOrder> all() {
        return database.createQuery("select o from PlacedOrder o order by o.id", PlacedOrder.class)
                .getResultList();
    }
}
