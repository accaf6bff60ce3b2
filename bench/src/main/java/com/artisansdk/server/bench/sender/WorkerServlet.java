package com.artisansdk.server.bench.sender;

import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** Has WildFly stop, or start, to deliver commands to the server, so that they can wait on the queue. */
@WebServlet("/worker")
public class WorkerServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String WORKER =
            "jboss.as:deployment=server.war,subsystem=ejb3,message-driven-bean=CommandBean";

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws ServletException {
        boolean deliver = Boolean.parseBoolean(request.getParameter("deliver"));
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName(WORKER),
                            deliver ? "startDelivery" : "stopDelivery",
                            new Object[0],
                            new String[0]);
        } catch (JMException failed) {
            throw new ServletException(failed);
        }
    }
}
