package com.artisansdk.server;

import com.artisansdk.server.discovery.Discovery;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Starts the server with its web application, and stops it with it. What fails here fails the deployment. */
@WebListener
public class Startup implements ServletContextListener {

    @Inject
    private Server server;

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    public Startup() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        server.start(new Discovery(context), context.getContextPath());
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        server.stop();
    }
}
