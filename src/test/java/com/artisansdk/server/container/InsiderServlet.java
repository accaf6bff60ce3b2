package com.artisansdk.server.container;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/** Lets a test speak through the {@link Insider} of an application, and ask which beans the application has of this project. */
@WebServlet("/insider")
public class InsiderServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Insider insider;

    @Inject
    private transient BeanManager beans;

    /** Queues a frame of a name, or of each of some names between commas: 409 if that was rolled back, and 503 with the reason if it failed. */
    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<String> names = List.of(request.getParameter("says").split(",", -1));
        Duration delay = Duration.ofMillis(Long.parseLong(request.getParameter("delay")));
        try {
            switch (request.getParameter("how")) {
                case "commit" -> insider.say(names, delay);
                case "no-transaction" -> insider.sayWithoutTransaction(names, delay);
                default -> insider.failToSay(names, delay);
            }
        } catch (IllegalStateException rolledBack) {
            response.setStatus(HttpServletResponse.SC_CONFLICT);
        } catch (RuntimeException failed) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            response.getWriter().print(failed);
        }
    }

    /** The classes of the beans, but for the test's own. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        beans.getBeans(Object.class, Any.Literal.INSTANCE)
                .forEach(bean -> names.add(bean.getBeanClass().getName()));
        names.removeIf(name -> !name.startsWith("com.artisansdk.")
                || name.startsWith(getClass().getPackageName()));
        response.getWriter().print(String.join("\n", names));
    }
}
