package com.artisansdk.server.bench.load;

import java.io.IOException;
import java.util.Arrays;

/**
 * Cuts the bytes of a server into WebSocket frames (RFC 6455, section 5.2). It keeps bytes only while a frame is incomplete, so that ten
 * thousand idle connections cost nothing.
 */
final class FrameReader {

    static final int TEXT = 1;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private static final int MAX_FRAME = 64 * 1024 * 1024;
    private static final byte[] NOTHING = {};

    /** Takes frames; the bytes are its own only until it returns. */
    interface Sink {
        void frame(int opcode, byte[] bytes, int offset, int length) throws IOException;
    }

    private byte[] rest = NOTHING;

    /** How many bytes are to stand before the next ones read. */
    int restLength() {
        return rest.length;
    }

    /** Puts the rest of the last bytes at the beginning of the next ones. */
    void moveRest(byte[] into) {
        System.arraycopy(rest, 0, into, 0, rest.length);
        rest = NOTHING;
    }

    /** Keeps bytes for later. */
    void keep(byte[] bytes, int offset, int end) {
        rest = Arrays.copyOfRange(bytes, offset, end);
    }

    /** Hands on the whole frames among the bytes, and keeps what is left of them. */
    void read(byte[] bytes, int offset, int end, Sink sink) throws IOException {
        int at = offset;
        while (true) {
            int headerLength = 2;
            if (end - at < headerLength) {
                break;
            }
            int first = bytes[at];
            long length = bytes[at + 1] & 0x7f;
            if (bytes[at + 1] < 0) {
                throw new IOException("the server masked a frame");
            }
            if ((first & 0x80) == 0 || (first & 0x70) != 0) {
                throw new IOException("the server sent a fragment or an extension, which this client does not speak");
            }
            if (length >= 126) {
                int lengthBytes = length == 126 ? 2 : 8;
                headerLength += lengthBytes;
                if (end - at < headerLength) {
                    break;
                }
                length = 0;
                for (int i = 0; i < lengthBytes; i++) {
                    length = length << 8 | (bytes[at + 2 + i] & 0xff);
                }
            }
            if (length < 0 || length > MAX_FRAME) {
                throw new IOException("the server sent a frame of " + length + " bytes");
            }
            if (end - at - headerLength < length) {
                break;
            }
            sink.frame(first & 0x0f, bytes, at + headerLength, (int) length);
            at += headerLength + (int) length;
        }
        if (at < end) {
            keep(bytes, at, end);
        }
    }
}
