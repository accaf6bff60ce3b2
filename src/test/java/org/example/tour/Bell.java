package org.example.tour;

import com.artisansdk.server.queue.CommandQueue;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.example.chat.SayCommand;

/** Rings, when somebody asks for it over HTTP. */
@WebServlet("/bell")
public class Bell extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient CommandQueue queue;

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) {
        queue.queue(new SayCommand("The bell", "Ding."));
    }
}
