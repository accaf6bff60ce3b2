package com.artisansdk.server.container;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** STOMP 1.2 in a few lines, as any language has them. */
final class StompClient implements AutoCloseable {

    private static final int PATIENCE_MS = 10_000;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    StompClient(int port) throws IOException {
        socket = new Socket("localhost", port);
        socket.setSoTimeout(PATIENCE_MS);
        in = new BufferedInputStream(socket.getInputStream());
        out = socket.getOutputStream();
    }

    /** Logs in, and returns the broker's answer. */
    String connects(String user, String password) throws IOException {
        says("CONNECT\naccept-version:1.2\nhost:localhost\nlogin:" + user + "\npasscode:" + password + "\n\n");
        return hears();
    }

    /** Sends a body whose length is told, which makes bytes of it, and returns the broker's answer. */
    String sendsBytes(String destination, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        says("SEND\ndestination:" + destination + "\npersistent:true\nreceipt:bytes\ncontent-length:" + length + "\n\n"
                + body);
        return hears();
    }

    /** Sends a body whose length is not told, which makes a text of it, and returns the broker's answer. */
    String sendsText(String destination, String body) throws IOException {
        says("SEND\ndestination:" + destination + "\npersistent:true\nreceipt:text\n\n" + body);
        return hears();
    }

    private void says(String frame) throws IOException {
        out.write(frame.getBytes(StandardCharsets.UTF_8));
        out.write(0);
        out.flush();
    }

    private String hears() throws IOException {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        for (int next = in.read(); next > 0 || frame.size() == 0; next = in.read()) {
            if (next < 0) {
                return "(closed)";
            }
            // Empty lines between frames are heartbeats.
            if (next != '\n' || frame.size() > 0) {
                frame.write(next);
            }
        }
        return frame.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
