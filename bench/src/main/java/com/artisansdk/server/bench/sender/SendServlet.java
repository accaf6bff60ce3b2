package com.artisansdk.server.bench.sender;

import com.artisansdk.server.queue.CommandQueue;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.JMSContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.transaction.UserTransaction;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** Sends what it is told, as any application would, and answers how long that took. */
@WebServlet("/send")
public class SendServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String QUEUE = "realtime";

    @Inject
    private transient CommandQueue queue;

    @Resource
    private transient ConnectionFactory factory;

    @Resource
    private transient UserTransaction transaction;

    @Resource
    private transient ManagedExecutorService executor;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        Task task = Task.of(request);
        Sending sending = new Sending(task, jta(), task.plain() ? byJms(task) : byQueue(task));
        long started = System.nanoTime();
        try {
            share(task, sending);
        } catch (ExecutionException | InterruptedException failed) {
            throw new ServletException("sending failed", failed);
        }
        long nanos = System.nanoTime() - started;
        response.setContentType("text/plain;charset=UTF-8");
        PrintWriter out = response.getWriter();
        out.println(task.count() + " " + started + " " + nanos);
        if (task.times()) {
            for (int i = 0; i < task.count(); i++) {
                out.println(sending.due(i) + " " + sending.committed(i));
            }
        }
    }

    private void share(Task task, Sending sending) throws ExecutionException, InterruptedException {
        int each = (task.count() + task.senders() - 1) / task.senders();
        List<Future<?>> shares = new ArrayList<>();
        for (int from = 0; from < task.count(); from += each) {
            int first = from;
            int end = Math.min(task.count(), from + each);
            shares.add(executor.submit(() -> {
                sending.run(first, end);
                return true;
            }));
        }
        for (Future<?> share : shares) {
            share.get();
        }
    }

    private Sending.Bounds jta() {
        return new Sending.Bounds() {
            @Override
            public void begin() throws Exception {
                transaction.begin();
            }

            @Override
            public void commit() throws Exception {
                transaction.commit();
            }
        };
    }

    private Sending.Way byQueue(Task task) {
        Commands commands = new Commands(task);
        return (index, nanos) -> queue.queue(commands.command(index, nanos));
    }

    private Sending.Way byJms(Task task) {
        Commands commands = new Commands(task);
        int mode = task.persistent() ? DeliveryMode.PERSISTENT : DeliveryMode.NON_PERSISTENT;
        return (index, nanos) -> {
            try (JMSContext context = factory.createContext()) {
                context.createProducer()
                        .setDeliveryMode(mode)
                        .send(context.createQueue(QUEUE), commands.text(index, nanos));
            }
        };
    }
}
