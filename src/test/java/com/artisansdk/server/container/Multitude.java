package com.artisansdk.server.container;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A great many clients, on the one thread of the test: they read all that comes, and keep account of it. */
final class Multitude implements AutoCloseable {

    /** A client that is not let in at once waits its turn, as it would behind any other listen queue. */
    private static final int AT_ONCE = 100;

    private static final int PORTS_OF_AN_ADDRESS = 5_000;
    private static final Pattern TOTAL = Pattern.compile("\"total\":(\\d+)");
    private static final Pattern ID = Pattern.compile("\"uuid\":\"([^\"]+)\"");
    private static final Pattern COUNT = Pattern.compile("\"n\":(\\d+)");

    private final Selector selector;
    private final ByteBuffer input = ByteBuffer.allocateDirect(1 << 18);
    private final List<Member> members = new ArrayList<>();
    private final List<Member> sipping = new ArrayList<>();
    private int connecting;

    Multitude() {
        try {
            selector = Selector.open();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    List<Member> members() {
        return members;
    }

    /** Connects so many, and waits until each has been greeted. */
    void connect(int howMany, Duration patience) {
        int before = members.size();
        int all = before + howMany;
        readUntil(patience, () -> {
            while (members.size() < all && connecting < AT_ONCE) {
                members.add(new Member(members.size()));
                connecting++;
            }
            return members.size() == all && connecting == 0;
        });
    }

    /** Reads whatever comes for all, until something is so. */
    void readUntil(Duration patience, BooleanSupplier isSo) {
        long until = System.nanoTime() + patience.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new AssertionError("not within " + patience);
            }
            readOnce();
        }
    }

    /** Reads until it is so of each of them. */
    void readUntilAll(Duration patience, List<Member> who, Predicate<Member> isSo) {
        List<Member> left = new ArrayList<>(who);
        try {
            readUntil(patience, () -> {
                left.removeIf(isSo);
                return left.isEmpty();
            });
        } catch (AssertionError late) {
            throw new AssertionError(left.size() + " of " + who.size() + " not, the first: " + left.get(0), late);
        }
    }

    private void readOnce() {
        try {
            selector.select(50);
            for (SelectionKey key : selector.selectedKeys()) {
                ((Member) key.attachment()).ready(key);
            }
            selector.selectedKeys().clear();
            for (Member member : sipping) {
                member.sipIfItIsTime();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        members.forEach(Member::vanish);
        try {
            selector.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** One of them. */
    final class Member {
        private final int number;
        private final SocketChannel channel;
        private final SelectionKey key;
        private ByteBuffer rest = ByteBuffer.allocate(0);
        private boolean greeted;
        private boolean answersClose = true;
        private long sipsAt;
        private String id = "";
        private int closeCode = -1;
        private int total;
        private final List<Integer> counts = new ArrayList<>(0);

        private Member(int number) {
            this.number = number;
            try {
                channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                byte[] source = {127, 0, 1, (byte) (1 + number / PORTS_OF_AN_ADDRESS)};
                // One address has too few ports for all of them, and for those that have just left.
                channel.bind(new InetSocketAddress(InetAddress.getByAddress(source), 0));
                channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), ContainerStage.PORT));
                key = channel.register(selector, SelectionKey.OP_CONNECT, this);
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }

        /** The uuid that its greeting said. */
        String id() {
            return id;
        }

        /** The code of the close frame that came; -1 before. */
        int closeCode() {
            return closeCode;
        }

        /** How many there are, as it was told last. */
        int total() {
            return total;
        }

        /** The numbers that it was told, in order. */
        List<Integer> counts() {
            return counts;
        }

        boolean isGone() {
            return !channel.isOpen();
        }

        /** From now on reads nothing. */
        void stopReading() {
            key.interestOps(0);
        }

        /** From now on reads a byte a second. */
        void sip() {
            stopReading();
            sipsAt = System.nanoTime();
            sipping.add(this);
        }

        private void sipIfItIsTime() throws IOException {
            if (sipsAt != 0 && channel.isOpen() && System.nanoTime() - sipsAt > 0) {
                sipsAt += Duration.ofSeconds(1).toNanos();
                if (channel.read(ByteBuffer.allocate(1)) < 0) {
                    hangUp();
                }
            }
        }

        /** Will not answer a close. */
        void ignoreClose() {
            answersClose = false;
        }

        void say(int first, String text) {
            send(RawClient.frame(first, text));
        }

        void send(byte[] bytes) {
            try {
                channel.write(ByteBuffer.wrap(bytes));
            } catch (IOException gone) {
                hangUp();
            }
        }

        /** Closes the TCP connection in good order. */
        void hangUp() {
            try {
                channel.close();
            } catch (IOException gone) {
                // So much the better.
            }
        }

        /** Resets the TCP connection. */
        void vanish() {
            try {
                if (channel.isOpen()) {
                    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
                }
            } catch (IOException gone) {
                // It is closed all the same.
            }
            hangUp();
        }

        private void ready(SelectionKey ready) {
            try {
                if (ready.isConnectable() && channel.finishConnect()) {
                    send(("GET /server/ HTTP/1.1\r\nHost: " + ContainerStage.HOST
                                    + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13"
                                    + "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                    ready.interestOps(SelectionKey.OP_READ);
                } else if (ready.isReadable()) {
                    read();
                }
            } catch (IOException reset) {
                hangUp();
            }
        }

        private void read() throws IOException {
            input.clear();
            input.put(rest);
            int length = channel.read(input);
            input.flip();
            while (greeted ? takeFrame() : takeHandshake()) {
                // As long as there is one.
            }
            rest = ByteBuffer.allocate(input.remaining()).put(input).flip();
            if (length < 0) {
                hangUp();
            }
        }

        private boolean takeHandshake() {
            String head = StandardCharsets.ISO_8859_1.decode(input.duplicate()).toString();
            int end = head.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            if (!head.startsWith("HTTP/1.1 101")) {
                throw new AssertionError(this + " was answered " + head);
            }
            input.position(input.position() + end + 4);
            greeted = true;
            connecting--;
            return true;
        }

        private boolean takeFrame() {
            ByteBuffer frame = input.duplicate();
            if (frame.remaining() < 2) {
                return false;
            }
            int first = frame.get() & 0xFF;
            long length = frame.get() & 0x7F;
            if (frame.remaining() < (length == 126 ? 2 : length == 127 ? 8 : 0)) {
                return false;
            }
            length = length == 126 ? frame.getShort() & 0xFFFF : length == 127 ? frame.getLong() : length;
            if (frame.remaining() < length) {
                return false;
            }
            ByteBuffer payload = frame.slice(frame.position(), (int) length);
            input.position(frame.position() + (int) length);
            if (first == RawClient.CLOSE) {
                closeCode = payload.remaining() < 2 ? 1005 : payload.getShort() & 0xFFFF;
                if (answersClose) {
                    send(RawClient.frame(RawClient.CLOSE, new byte[] {(byte) (closeCode >> 8), (byte) closeCode}));
                }
            } else if (first == RawClient.PING) {
                send(RawClient.frame(RawClient.PONG, new byte[0]));
            } else if (first == RawClient.TEXT) {
                hear(StandardCharsets.UTF_8.decode(payload).toString());
            }
            return true;
        }

        private void hear(String text) {
            if (text.contains("\"name\":\"ConnectionEstablished\"")) {
                Matcher uuid = ID.matcher(text);
                id = uuid.find() ? uuid.group(1) : "";
            } else if (text.contains("\"name\":\"UpdateConnections\"")) {
                total = number(TOTAL, text);
            } else if (text.contains("\"name\":\"Count\"")) {
                counts.add(number(COUNT, text));
            }
        }

        private static int number(Pattern pattern, String text) {
            Matcher found = pattern.matcher(text);
            int last = -1;
            while (found.find()) {
                last = Integer.parseInt(found.group(1));
            }
            return last;
        }

        @Override
        public @Nullable String toString() {
            return "member " + number + " (open " + channel.isOpen() + ", close " + closeCode + ", total " + total
                    + ", counts " + counts.size() + ")";
        }
    }
}
