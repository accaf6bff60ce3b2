package com.artisansdk.server.broker;

import com.artisansdk.server.config.Settings;
import com.artisansdk.server.kernel.Manager;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.util.Collections;
import java.util.List;

/**
 * Stands before the endpoint. A handshake learns its client's address here, or is refused while the server is stopped; anything
 * else that asks for the root gets the page. (A welcome file would do the latter, but on Undertow it would answer handshakes too.)
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class HandshakeFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String RETRY_AFTER_SECONDS = "5";

    @Inject
    private transient Manager manager;

    @Inject
    private transient Settings settings;

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    public HandshakeFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!isRoot(request)) {
            chain.doFilter(request, response);
        } else if (!"websocket".equalsIgnoreCase(request.getHeader("Upgrade"))) {
            request.getRequestDispatcher("/page.html").forward(request, response);
        } else if (!manager.isRunning()) {
            response.setHeader("Retry-After", RETRY_AFTER_SECONDS);
            response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "The server is stopped.");
        } else {
            chain.doFilter(new Handshake(request, caller(request)), response);
        }
    }

    private Caller caller(HttpServletRequest request) {
        List<String> forwardedFor = Collections.list(request.getHeaders("X-Forwarded-For"));
        String address = ClientAddress.of(
                request.getRemoteAddr(), forwardedFor, settings.get().trustedProxies());
        return Caller.of(address, request.getUserPrincipal());
    }

    private static boolean isRoot(HttpServletRequest request) {
        String path = request.getRequestURI().substring(request.getContextPath().length());
        return path.isEmpty() || path.equals("/");
    }

    private static final class Handshake extends HttpServletRequestWrapper {
        private final Caller caller;

        Handshake(HttpServletRequest request, Caller caller) {
            super(request);
            this.caller = caller;
        }

        @Override
        public Principal getUserPrincipal() {
            return caller;
        }
    }
}
