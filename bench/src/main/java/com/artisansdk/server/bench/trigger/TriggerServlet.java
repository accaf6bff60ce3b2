package com.artisansdk.server.bench.trigger;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Has the contender of this archive send, on the request's thread, and answers how many shots there were. In an open loop a shot is due when
 * it is due, and its stamp says so, even if the ones before it took too long. In a closed loop the load client says over a socket of its
 * own how many shots to go on with.
 */
@WebServlet({"/bench/shoot", "/bench/topics", "/bench/open"})
public class TriggerServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Contender contender;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        response.setContentType("text/plain;charset=UTF-8");
        try {
            response.getWriter().println(answer(request));
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new ServletException(failed);
        }
    }

    private long answer(HttpServletRequest request) throws Exception {
        return switch (request.getServletPath()) {
            case "/bench/shoot" -> {
                Shots shots = Shots.of(request);
                yield shots.control() == 0 ? openLoop(shots) : closedLoop(shots);
            }
            case "/bench/topics" -> {
                int count = Shots.number(request, "count", 1);
                int size = Shots.number(request, "size", 1);
                contender.topics(
                        count,
                        size,
                        request.getReader()
                                .lines()
                                .filter(line -> !line.isBlank())
                                .toList());
                yield count;
            }
            default -> contender.open();
        };
    }

    private long openLoop(Shots shots) {
        long started = System.nanoTime();
        for (int i = 0; i < shots.count(); i++) {
            long due = started + i * TimeUnit.SECONDS.toNanos(1) / shots.rate();
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            shots.shoot(contender, i, due);
        }
        return shots.count();
    }

    private long closedLoop(Shots shots) throws IOException {
        try (Socket control = new Socket(InetAddress.getLoopbackAddress(), shots.control());
                DataInputStream orders = new DataInputStream(new BufferedInputStream(control.getInputStream()))) {
            long shot = 0;
            for (int more = orders.readInt(); more > 0; more = orders.readInt()) {
                for (int i = 0; i < more; i++) {
                    shots.shoot(contender, shot++, System.nanoTime());
                }
            }
            return shot;
        }
    }
}
