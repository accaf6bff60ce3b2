package com.artisansdk.server.broker;

import com.artisansdk.server.config.Settings;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.kernel.Throttled;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpUpgradeHandler;
import java.io.IOException;
import java.lang.System.Logger;
import java.security.Principal;
import java.util.Collections;
import java.util.List;

/**
 * Stands before the endpoint. A handshake learns its client's address here, or is refused: for its page's origin, or while the server drains
 * or is stopped.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = System.getLogger(HandshakeFilter.class.getName());
    private static final String RETRY_AFTER_SECONDS = "5";

    @Inject
    private transient Manager manager;

    @Inject
    private transient Settings settings;

    // Not the platform itself: it is there once the server has started, and nobody says that filters are made after
    // that.
    @Inject
    private transient Provider<Platform> platform;

    @Inject
    private transient Provider<Farewells> farewells;

    private final transient Throttled strangers = new Throttled();

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    public HandshakeFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isRoot(request) || !isHandshake(request)) {
            chain.doFilter(request, response);
        } else if (!Origins.allow(request.getHeader("Origin"), settings.get().origins())) {
            strangers.warn(
                    LOG,
                    platform.get().scheduler(),
                    () -> "Refused a connection from a page of " + Origins.shown(request.getHeader("Origin"))
                            + ": server.origins does not name it.");
            response.sendError(HttpServletResponse.SC_FORBIDDEN, "Pages of this origin may not connect.");
        } else if (!manager.isRunning()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The server takes no clients now.");
        } else {
            chain.doFilter(new Handshake(request, caller(request), farewells.get()), response);
        }
    }

    private Caller caller(HttpServletRequest request) {
        List<String> forwardedFor = Collections.list(request.getHeaders("X-Forwarded-For"));
        String address = ClientAddress.of(
                request.getRemoteAddr(), forwardedFor, settings.get().trustedProxies());
        return Caller.of(address, request.getUserPrincipal());
    }

    static boolean isHandshake(HttpServletRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeader("Upgrade"));
    }

    static boolean isRoot(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.isEmpty() || path.equals("/");
    }

    private static final class Handshake extends HttpServletRequestWrapper {
        private final Caller caller;
        private final Farewells farewells;

        Handshake(HttpServletRequest request, Caller caller, Farewells farewells) {
            super(request);
            this.caller = caller;
            this.farewells = farewells;
        }

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }

        @Override
        public <T extends HttpUpgradeHandler> T upgrade(Class<T> handler) throws IOException, ServletException {
            if (!ReadListener.class.isAssignableFrom(handler)) {
                // It does not read by the Servlet API, so there is nothing to stand between.
                return super.upgrade(handler);
            }
            try {
                T containers = handler.getConstructor().newInstance();
                super.upgrade(Upgraded.class).standBefore(containers, farewells);
                return containers;
            } catch (ReflectiveOperationException unusable) {
                throw new ServletException("The container's handler cannot be made: " + handler.getName(), unusable);
            }
        }
    }
}
