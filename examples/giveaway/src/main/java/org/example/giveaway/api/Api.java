package org.example.giveaway.api;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** The giveaway over HTTP, under {@code /server/api}. It names its classes, for the server has resources of its own. */
@ApplicationPath("api")
public class Api extends Application {

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(
                KeyFilter.class,
                ConnectionResource.class,
                NotificationResource.class,
                PrizeResource.class,
                TopicResource.class,
                ServerResource.class);
    }
}
