package com.artisansdk.server.broker;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Serves the page, to whoever asks for the root and shakes no hands. (A welcome file would do that, but on Undertow it would answer
 * handshakes too.) No other page may show it in a frame: an admin's clicks are worth stealing.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** For the container, which makes the instance. */
    public PageFilter() {}

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        boolean isRoot = HandshakeFilter.isRoot(request) && !HandshakeFilter.isHandshake(request);
        String path = request.getServletPath();
        if (isRoot || path.equals("/page.html") || path.startsWith("/page/")) {
            // Asked for again each time, so that nobody has the scripts of yesterday with the page of today.
            response.setHeader("Cache-Control", "no-cache");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Content-Security-Policy", "frame-ancestors 'none'");
        }
        if (isRoot) {
            request.getRequestDispatcher("/page.html").forward(request, response);
        } else {
            chain.doFilter(request, response);
        }
    }
}
