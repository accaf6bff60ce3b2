package com.artisansdk.server.bench.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;

/**
 * One WebSocket connection of the load client. Everything happens on its {@link Reactor}'s thread, but for {@link #number} and what the
 * reactor offers.
 */
public final class Client {

    /** Any 16 bytes would do (RFC 6455, section 4.1). */
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";

    private static final byte[] NORMAL_CLOSURE = {(byte) (1000 >> 8), (byte) 1000};
    private static final int RECEIVE_BUFFER = 64 * 1024;
    private static final int NO_STATUS = 1005;
    private static final int LOST = 1006;

    private final int number;
    private final InetSocketAddress server;
    private final String path;
    private final Listener listener;
    private final SocketChannel channel;
    private final FrameReader reader = new FrameReader();
    private final ArrayDeque<ByteBuffer> unsent = new ArrayDeque<>(1);
    private SelectionKey key;
    private boolean upgraded;
    private int closeCode = LOST;

    Client(int number, InetSocketAddress server, String path, Listener listener) throws IOException {
        this.number = number;
        this.server = server;
        this.path = path;
        this.listener = listener;
        channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // Otherwise it grows to megabytes, and a client that stops to read is not noticed for long.
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        // One source address has some 28,000 ports, and each of them rests for a minute after its use.
        channel.bind(new InetSocketAddress("127.0." + (1 + number / 250 % 250) + "." + (1 + number % 250), 0));
    }

    /** Which of a reactor's clients this is, from 0. */
    public int number() {
        return number;
    }

    void connect(SelectionKey registered) throws IOException {
        key = registered;
        if (channel.connect(server)) {
            connected();
        }
    }

    SocketChannel channel() {
        return channel;
    }

    void connected() throws IOException {
        key.interestOps(SelectionKey.OP_READ);
        write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\nHost: " + server.getHostString() + ":" + server.getPort()
                        + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + KEY + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII)));
    }

    /** Sends a text frame. */
    public void send(byte[] text) {
        try {
            write(FrameWriter.frame(FrameReader.TEXT, text));
        } catch (IOException gone) {
            ended();
        }
    }

    /** Sends a pong that nobody asked for (RFC 6455, section 5.5.3). */
    void giveSignOfLife() {
        try {
            if (upgraded && channel.isOpen()) {
                write(FrameWriter.frame(FrameReader.PONG, new byte[0]));
            }
        } catch (IOException gone) {
            ended();
        }
    }

    /** Reads no more until {@link #resume}, as a client does that hangs. */
    public void pause() {
        key.interestOpsAnd(~SelectionKey.OP_READ);
    }

    /** Reads again. */
    public void resume() {
        key.interestOpsOr(SelectionKey.OP_READ);
    }

    /** Closes, with a close frame. */
    public void close() {
        try {
            if (channel.isConnected() && upgraded) {
                write(FrameWriter.frame(FrameReader.CLOSE, NORMAL_CLOSURE));
            } else {
                ended();
            }
        } catch (IOException gone) {
            ended();
        }
    }

    /** Takes what was read, with the {@linkplain FrameReader#moveRest rest} of the last bytes before it. */
    void arrived(byte[] bytes, int end) throws IOException {
        int frames = upgraded ? 0 : upgrade(bytes, end);
        if (upgraded) {
            reader.read(bytes, frames, end, this::frame);
        }
    }

    FrameReader reader() {
        return reader;
    }

    void writable() throws IOException {
        for (ByteBuffer next = unsent.peek(); next != null; next = unsent.peek()) {
            channel.write(next);
            if (next.hasRemaining()) {
                return;
            }
            unsent.remove();
        }
        key.interestOpsAnd(~SelectionKey.OP_WRITE);
    }

    void failed(IOException reason) {
        if (channel.isOpen()) {
            listener.failed(this, reason);
        }
        ended();
    }

    void ended() {
        if (channel.isOpen()) {
            try {
                channel.close();
            } catch (IOException closing) {
                // It is gone, which is all that is wanted.
            }
            listener.closed(this, closeCode);
        }
    }

    /** Where the frames begin, once the server's answer is complete. */
    private int upgrade(byte[] bytes, int end) throws IOException {
        String answer = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
        int headers = answer.indexOf("\r\n\r\n");
        if (headers < 0) {
            reader.keep(bytes, 0, end);
            return 0;
        }
        if (!answer.startsWith("HTTP/1.1 101 ")) {
            throw new IOException("the handshake was refused: " + answer.substring(0, answer.indexOf('\r')));
        }
        upgraded = true;
        listener.opened(this);
        return headers + 4;
    }

    private void frame(int opcode, byte[] bytes, int offset, int length) throws IOException {
        switch (opcode) {
            case FrameReader.TEXT -> listener.text(this, bytes, offset, length);
            case FrameReader.PING ->
                write(FrameWriter.frame(FrameReader.PONG, Arrays.copyOfRange(bytes, offset, offset + length)));
            case FrameReader.CLOSE -> {
                closeCode = length < 2 ? NO_STATUS : (bytes[offset] & 0xff) << 8 | (bytes[offset + 1] & 0xff);
                write(FrameWriter.frame(FrameReader.CLOSE, Arrays.copyOfRange(bytes, offset, offset + length)));
                ended();
            }
            default -> throw new IOException("the server sent a frame with opcode " + opcode);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        if (unsent.isEmpty()) {
            channel.write(bytes);
            if (!bytes.hasRemaining()) {
                return;
            }
            key.interestOpsOr(SelectionKey.OP_WRITE);
        }
        unsent.add(bytes);
    }

    /** What happens to clients, on their reactor's thread. */
    public interface Listener {

        /** The handshake was answered. */
        default void opened(Client client) {}

        /** A text frame has arrived; the bytes may be read until this returns. */
        void text(Client client, byte[] bytes, int offset, int length);

        /** Something is wrong with the connection, which closes. */
        default void failed(Client client, IOException reason) {
            System.err.println("Client " + client.number() + ": " + reason);
        }

        /** The connection is closed; without a close frame, the code is 1006. */
        default void closed(Client client, int code) {}
    }
}
