package com.artisansdk.server.broker;

import java.nio.ByteBuffer;

/**
 * Cuts a client's long frames into parts, byte by byte as they come (RFC 6455, section 5.2): a part is a frame of its own, so that a
 * container which waits for the end of each frame hands a long one over bit by bit, as others do. What a client must not send, and what
 * such a container would take all the same, becomes a frame that nobody takes.
 *
 * <p>Used by one thread at a time.
 */
final class FrameCutter {

    /** How many bytes of its payload a part has, except the last. A multiple of the mask's four, which so fits each part. */
    static final int PART = 4_096;

    /** By how much, at most, what comes out of 8 KiB, or less, is longer than what goes in. */
    static final int MORE = 64;

    private static final int FIN = 0x80;
    private static final int MASKED = 0x80;
    private static final int CONTROL = 0x08;
    private static final int OPCODE = 0x0F;
    private static final int CLOSE = 0x08;
    private static final int MASK_BYTES = 4;

    /** Masked, empty, and of an opcode that is reserved: it is answered with 1002. */
    private static final byte[] BROKEN = {(byte) 0x83, (byte) MASKED, 0, 0, 0, 0};

    private final ByteBuffer head = ByteBuffer.allocate(14);
    private int first;
    private int mask;
    /** Of the frame that is being read: what is not there yet. */
    private long missing;
    /** The same of the part. */
    private long missingOfPart;

    private boolean within;
    private boolean broken;
    private boolean goodbye;

    /**
     * Takes all that there is.
     *
     * @param in at most 8 KiB
     * @param out has room for as much, and for {@link #MORE}
     */
    void cut(ByteBuffer in, ByteBuffer out) {
        while (in.hasRemaining()) {
            if (within) {
                pass(in, out);
            } else {
                head.put(in.get());
                if (head.position() >= 2 && head.position() == headLength()) {
                    begin(out);
                }
            }
            if (within && missing == 0) {
                within = false;
                goodbye |= (first & OPCODE) == CLOSE;
            }
        }
    }

    /** Whether a close frame has come, to its end. */
    boolean hasSaidGoodbye() {
        return goodbye;
    }

    private int headLength() {
        int second = head.get(1);
        int length = second & 0x7F;
        int extended = length == 126 ? Short.BYTES : length == 127 ? Long.BYTES : 0;
        return 2 + extended + ((second & MASKED) == 0 ? 0 : MASK_BYTES);
    }

    private void begin(ByteBuffer out) {
        head.flip();
        first = head.get();
        int second = head.get();
        boolean masked = (second & MASKED) != 0;
        missing = switch (second & 0x7F) {
            case 126 -> head.getShort() & 0xFFFF;
            case 127 -> head.getLong();
            default -> second & 0x7F;
        };
        mask = masked ? head.getInt() : 0;
        within = true;
        if (!broken && (!masked || missing < 0)) {
            broken = true;
            out.put(BROKEN);
        }
        if (missing < 0) {
            missing = Long.MAX_VALUE;
        }
        if (missing > PART && (first & CONTROL) == 0) {
            beginPart(first & ~FIN, out);
        } else {
            missingOfPart = missing;
            if (!broken) {
                out.put(head.rewind());
            }
        }
        head.clear();
    }

    private void beginPart(int firstOfPart, ByteBuffer out) {
        missingOfPart = Math.min(missing, PART);
        if (!broken) {
            out.put((byte) firstOfPart)
                    .put((byte) (MASKED | 126))
                    .putShort((short) missingOfPart)
                    .putInt(mask);
        }
    }

    private void pass(ByteBuffer in, ByteBuffer out) {
        if (missingOfPart == 0) {
            beginPart(missing > PART ? 0 : first & FIN, out);
        }
        int now = (int) Math.min(in.remaining(), missingOfPart);
        if (!broken) {
            out.put(in.slice(in.position(), now));
        }
        in.position(in.position() + now);
        missing -= now;
        missingOfPart -= now;
    }
}
