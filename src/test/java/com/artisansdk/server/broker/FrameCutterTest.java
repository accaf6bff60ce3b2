package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Long frames are cut, short ones and their neighbours are left as they are, and what is broken stays so. */
class FrameCutterTest {

    private static final int TEXT = 0x81;
    private static final int MORE = 0x00;
    private static final int LAST = 0x80;
    private static final int PING = 0x89;
    private static final int CLOSE = 0x88;
    private static final byte[] MASK = {0x11, 0x22, 0x33, 0x44};

    private final FrameCutter cutter = new FrameCutter();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, FrameCutter.PART - 1, FrameCutter.PART})
    void aShortFrameStaysAsItIs(int length) {
        byte[] frame = frame(TEXT, payload(length));
        assertThat(cut(frame, frame.length)).isEqualTo(frame);
    }

    @ParameterizedTest
    @ValueSource(ints = {FrameCutter.PART + 1, 2 * FrameCutter.PART, 2 * FrameCutter.PART + 1, 65_535, 65_536, 200_003})
    void aLongFrameBecomesPartsOfTheSameMessage(int length) {
        byte[] frame = frame(TEXT, payload(length));
        for (int step : List.of(1, 3, 7, 1_000, 8_192)) {
            List<Part> parts = parts(cut(frame, step));

            assertThat(parts).hasSize((length + FrameCutter.PART - 1) / FrameCutter.PART);
            assertThat(parts.get(0).first()).isEqualTo(TEXT & 0x7F);
            assertThat(parts.subList(1, parts.size() - 1)).allMatch(part -> part.first() == MORE);
            assertThat(parts.get(parts.size() - 1).first()).isEqualTo(LAST);
            assertThat(joined(parts)).isEqualTo(payload(length));
        }
    }

    @Test
    void thePartsOfAFrameThatOthersContinueAreContinuedToo() {
        byte[] message =
                concat(frame(TEXT & 0x7F, payload(10_000)), frame(PING, payload(3)), frame(LAST, payload(5_000)));
        assertThat(parts(cut(message, 100)))
                .extracting(Part::first)
                .containsExactly(0x01, MORE, MORE, PING, MORE, LAST);
    }

    @Test
    void aPartIsThereBeforeTheEndOfItsFrame() {
        byte[] frame = frame(TEXT, payload(1_000_000));
        assertThat(cut(Arrays.copyOf(frame, 10_000), 10_000).length).isGreaterThan(9_900);
    }

    @Test
    void whatIsNotMaskedIsBroken() {
        byte[] unmasked = {(byte) TEXT, 2, '{', '}'};
        List<Part> parts = parts(cut(concat(unmasked, frame(TEXT, payload(5))), 1));
        assertThat(parts).extracting(Part::first).containsExactly(0x83);
    }

    @Test
    void aLengthThatIsNegativeIsBroken() {
        byte[] frame = new byte[100];
        Arrays.fill(frame, (byte) 0xFF);
        frame[0] = (byte) TEXT;
        assertThat(parts(cut(frame, 1))).extracting(Part::first).containsExactly(0x83);
        assertThat(cutter.hasSaidGoodbye()).isFalse();
    }

    @Test
    void aControlFrameThatIsTooLongIsLeftToTheContainer() {
        byte[] frame = frame(PING, payload(10_000));
        assertThat(cut(frame, 10)).isEqualTo(frame);
    }

    @Test
    void goodbyeIsSaidWithTheLastByteOfACloseFrame() {
        byte[] close = frame(CLOSE, new byte[] {0x03, (byte) 0xE8});
        cut(concat(frame(TEXT, payload(10_000)), Arrays.copyOf(close, close.length - 1)), 10);
        assertThat(cutter.hasSaidGoodbye()).isFalse();
        cut(new byte[] {close[close.length - 1]}, 1);
        assertThat(cutter.hasSaidGoodbye()).isTrue();
    }

    @Test
    void goodbyeMayBeSaidWithoutAReason() {
        cut(frame(CLOSE, new byte[0]), 1);
        assertThat(cutter.hasSaidGoodbye()).isTrue();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Part(int first, byte[] payload) {}

    private byte[] cut(byte[] bytes, int step) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int from = 0; from < bytes.length; from += step) {
            int size = Math.min(step, bytes.length - from);
            ByteBuffer out = ByteBuffer.allocate(size + FrameCutter.MORE * (1 + size / 8_192));
            cutter.cut(ByteBuffer.wrap(bytes, from, size), out);
            all.write(out.array(), 0, out.position());
        }
        return all.toByteArray();
    }

    private static byte[] frame(int first, byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 14).put((byte) first);
        if (payload.length < 126) {
            frame.put((byte) (0x80 | payload.length));
        } else if (payload.length < 65_536) {
            frame.put((byte) 0xFE).putShort((short) payload.length);
        } else {
            frame.put((byte) 0xFF).putLong(payload.length);
        }
        frame.put(MASK);
        for (int i = 0; i < payload.length; i++) {
            frame.put((byte) (payload[i] ^ MASK[i % 4]));
        }
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static List<Part> parts(byte[] bytes) {
        List<Part> parts = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (in.hasRemaining()) {
            int first = in.get() & 0xFF;
            int length = in.get() & 0xFF;
            assertThat(length).as("masked").isGreaterThanOrEqualTo(0x80);
            byte[] payload = new byte[length == 0xFE ? in.getShort() & 0xFFFF : length & 0x7F];
            byte[] mask = new byte[4];
            in.get(mask).get(payload);
            for (int i = 0; i < payload.length; i++) {
                payload[i] = (byte) (payload[i] ^ mask[i % 4]);
            }
            parts.add(new Part(first, payload));
        }
        return parts;
    }

    private static byte[] joined(List<Part> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(part -> all.writeBytes(part.payload()));
        return all.toByteArray();
    }

    private static byte[] concat(byte[]... all) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrays.stream(all).forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private static byte[] payload(int length) {
        byte[] payload = new byte[length];
        for (int i = 0; i < length; i++) {
            payload[i] = (byte) (i * 31);
        }
        return payload;
    }
}
