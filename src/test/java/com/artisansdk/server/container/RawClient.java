package com.artisansdk.server.container;

import com.artisansdk.server.contract.Client;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A client that speaks WebSocket by hand (RFC 6455), so that it can do what no library does: send half a frame, break the rules, vanish.
 */
public final class RawClient extends Client {

    /** The first byte of a text frame that is a whole message. */
    static final int TEXT = 0x81;

    /** The first byte of a text frame that others continue. */
    static final int TEXT_TO_BE_CONTINUED = 0x01;

    /** The first byte of a frame that continues a message, which goes on. */
    static final int MORE = 0x00;

    /** The first byte of a frame that continues a message, and ends it. */
    static final int LAST = 0x80;

    /** The first byte of a close frame. */
    static final int CLOSE = 0x88;

    /** The first byte of a ping. */
    static final int PING = 0x89;

    /** The first byte of a pong. */
    static final int PONG = 0x8A;

    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};
    private static final int NO_STATUS = 1005;
    private static final int LOST = 1006;
    private static final long PATIENCE_SECONDS = 10;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final BlockingQueue<String> pongs = new LinkedBlockingQueue<>();

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        this.out = socket.getOutputStream();
    }

    /** A TCP connection to the test container, and nothing more. */
    static RawClient dials() {
        try {
            String[] host = ContainerStage.HOST.split(":", -1);
            return over(new Socket(host[0], Integer.parseInt(host[1])));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** A client on a socket that somebody else has connected. */
    static RawClient over(Socket connected) throws IOException {
        connected.setTcpNoDelay(true);
        return new RawClient(connected);
    }

    /** What the server answered to a handshake; the names of headers in lower case. */
    record Answer(int status, Map<String, String> headers) {}

    /** Asks for the WebSocket at a path. Hears frames from then on, if the server agrees. */
    Answer shakesHands(String path, Map<String, String> headers) {
        return shakesHands(path, headers, new byte[0]);
    }

    /** The same, and sends more right behind, before the answer has come. */
    Answer shakesHands(String path, Map<String, String> headers, byte[] more) {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\n");
        Map<String, String> sent = new TreeMap<>(headers);
        sent.put("Host", ContainerStage.HOST);
        sent.put("Connection", "Upgrade");
        sent.put("Upgrade", "websocket");
        sent.put("Sec-WebSocket-Version", "13");
        sent.put("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
        sent.forEach(
                (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        all.writeBytes(more);
        sends(all.toByteArray());
        try {
            Answer answer = answer();
            if (answer.status() == 101) {
                Thread reader = new Thread(this::listens, "raw-client");
                reader.setDaemon(true);
                reader.start();
            }
            return answer;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Sends bytes as they are. */
    void sends(byte[] bytes) {
        try {
            synchronized (out) {
                out.write(bytes);
                out.flush();
            }
        } catch (IOException gone) {
            // Whoever listens finds out.
        }
    }

    /** A frame as a client must send it: masked. */
    static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14);
        frame.put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
        }
        byte[] bytes = new byte[frame.flip().remaining()];
        frame.get(bytes);
        return bytes;
    }

    static byte[] frame(int first, String payload) {
        return frame(first, payload.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void saysExactly(String text) {
        sends(frame(TEXT, text));
    }

    @Override
    public void saysBinary(byte[] bytes) {
        sends(frame(0x82, bytes));
    }

    /** The payload of the next pong. */
    String hearsPong() {
        try {
            String pong = pongs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (pong == null) {
                throw new AssertionError("no pong within " + PATIENCE_SECONDS + " s");
            }
            return pong;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void leaves() {
        sends(frame(CLOSE, new byte[] {0x03, (byte) 0xE8}));
        hangsUp();
    }

    /** Closes the TCP connection in good order, without a word of WebSocket. */
    void hangsUp() {
        try {
            socket.close();
        } catch (IOException gone) {
            // So much the better.
        }
    }

    /** Resets the TCP connection, as a machine does that has lost its memory of it. */
    void vanishes() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException gone) {
            // So much the better.
        }
    }

    private Answer answer() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed within the handshake, after " + head);
            }
            head.write(next);
        }
        List<String> lines = head.toString(StandardCharsets.ISO_8859_1).lines().toList();
        Map<String, String> headers = new TreeMap<>();
        lines.stream().skip(1).filter(line -> line.contains(":")).forEach(line -> {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        });
        return new Answer(Integer.parseInt(lines.get(0).split(" ", -1)[1]), headers);
    }

    private void listens() {
        try {
            ByteArrayOutputStream message = new ByteArrayOutputStream();
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = new byte[length(in.readUnsignedByte())];
                in.readFully(payload);
                if (first == CLOSE) {
                    sends(frame(CLOSE, payload));
                    hangsUp();
                    ended(
                            payload.length < 2
                                    ? NO_STATUS
                                    : ByteBuffer.wrap(payload).getShort() & 0xFFFF);
                    return;
                } else if (first == PONG) {
                    pongs.add(new String(payload, StandardCharsets.UTF_8));
                } else if (first == PING) {
                    sends(frame(PONG, payload));
                } else {
                    message.write(payload);
                    if ((first & LAST) != 0) {
                        arrived(message.toString(StandardCharsets.UTF_8));
                        message.reset();
                    }
                }
            }
        } catch (IOException lost) {
            ended(LOST);
        }
    }

    private int length(int second) throws IOException {
        return switch (second) {
            case 126 -> in.readUnsignedShort();
            case 127 -> Math.toIntExact(in.readLong());
            default -> second;
        };
    }
}
