package com.artisansdk.server.container;

import jakarta.annotation.Resource;
import jakarta.jms.BytesMessage;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Another application on the same container, which sends whatever it is told to the server's queue, and reads its dead letters. */
@WebServlet("/queue")
public class SenderServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final long PATIENCE_MS = 500;

    @Resource
    private transient ConnectionFactory factory;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] body = request.getInputStream().readAllBytes();
        try (JMSContext context = factory(request).createContext()) {
            Queue queue = context.createQueue("realtime");
            if (request.getParameter("lines") != null) {
                response.getWriter().print(sendLines(context, queue, new String(body, StandardCharsets.UTF_8)));
            } else if (request.getParameter("bytes") != null) {
                BytesMessage message = context.createBytesMessage();
                message.writeBytes(body);
                context.createProducer().send(queue, message);
            } else {
                context.createProducer().send(queue, new String(body, StandardCharsets.UTF_8));
            }
        } catch (JMSException failed) {
            throw new IOException(failed);
        }
    }

    /** Sends each line, until one cannot be sent, and returns how many the broker has. */
    private static int sendLines(JMSContext context, Queue queue, String lines) {
        int sent = 0;
        try {
            for (String line : lines.lines().toList()) {
                context.createProducer().send(queue, line);
                sent++;
            }
        } catch (JMSRuntimeException away) {
            // Whoever asks sees by the number that there is more to send.
        }
        return sent;
    }

    /** The reason of the oldest dead letter, which is taken; 204 when there is none. */
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        try (JMSContext context = factory(request).createContext()) {
            JMSConsumer consumer = context.createConsumer(context.createQueue("realtime.dead"));
            Message letter = consumer.receive(PATIENCE_MS);
            if (letter == null) {
                response.setStatus(HttpServletResponse.SC_NO_CONTENT);
                return;
            }
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().print(letter.getStringProperty("reason"));
        } catch (JMSException failed) {
            throw new IOException(failed);
        }
    }

    /** The container's own connection factory, unless the request names another. */
    @SuppressWarnings("BanJNDI") // The name is the test's.
    private ConnectionFactory factory(HttpServletRequest request) throws IOException {
        String driver = request.getParameter("driver");
        try {
            return driver == null ? factory : InitialContext.doLookup(driver);
        } catch (NamingException missing) {
            throw new IOException(missing);
        }
    }
}
