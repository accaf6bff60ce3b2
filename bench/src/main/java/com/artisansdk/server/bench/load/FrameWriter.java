package com.artisansdk.server.bench.load;

import java.nio.ByteBuffer;

/** Makes a client's WebSocket frames (RFC 6455, section 5.3): whole, and masked with a key of zeros, which leaves the bytes as they are. */
final class FrameWriter {

    private static final int LONGEST_SHORT = 125;
    private static final int LONGEST_MEDIUM = 0xffff;

    private FrameWriter() {}

    static ByteBuffer frame(int opcode, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(14 + payload.length);
        frame.put((byte) (0x80 | opcode));
        if (payload.length <= LONGEST_SHORT) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length <= LONGEST_MEDIUM) {
            frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
        } else {
            frame.put((byte) (0x80 | 127)).putLong(payload.length);
        }
        return frame.putInt(0).put(payload).flip();
    }
}
