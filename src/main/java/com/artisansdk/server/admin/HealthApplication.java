package com.artisansdk.server.admin;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Set;

/** Serves health under {@code /health}, and nothing else: an extension's own resources are its own application's. */
@ApplicationPath("health")
public class HealthApplication extends Application {

    /** For the container, which makes the instance. */
    public HealthApplication() {}

    @Override
    public Set<Class<?>> getClasses() {
        return Set.of(HealthResource.class);
    }
}
