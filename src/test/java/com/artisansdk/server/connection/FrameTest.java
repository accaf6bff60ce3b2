package com.artisansdk.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "plain", "\u007f", "\u0080", "\u07ff", "\u0800", "é", "€", "漢字", "\uffff", "😀", "a😀b€c", "\u0000"
            })
    void weighsWhatItsUtf8Weighs(String text) {
        assertThat(Frame.of(text).bytes()).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }

    @Test
    void weighsWhatItsUtf8WeighsWhateverTheText() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            String text = randomText(random);
            assertThat(Frame.utf8(text).remaining()).as(text).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void isTheSameTextWhicheverWayItWasMade() {
        Frame whole = Frame.latest("roster", "{\"name\":\"Zoë 😀\"}");
        Frame parts = Frame.latest("roster", Frame.utf8("{\"name\":\"Zo"), Frame.utf8("ë 😀\"}"));

        assertThat(parts.text()).isEqualTo(whole.text());
        assertThat(parts.bytes()).isEqualTo(whole.bytes());
        assertThat(parts).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(parts).isNotEqualTo(Frame.of(whole.text())).isNotEqualTo(Frame.PING);
    }

    @Test
    void whoReadsItsBytesTakesThemFromNobody() {
        Frame frame = Frame.of("text");
        byte[] read = new byte[frame.bytes()];
        frame.utf8().get(read);

        assertThat(new String(read, StandardCharsets.UTF_8)).isEqualTo("text");
        assertThat(frame.utf8().remaining()).isEqualTo(4);
        assertThat(frame.utf8().isReadOnly()).isTrue();
        assertThat(frame.text()).isEqualTo("text");
    }

    @Test
    void onlyAPingHasNoText() {
        assertThat(Frame.PING.isPing()).isTrue();
        assertThat(Frame.of("{}").isPing()).isFalse();
    }

    @Test
    void aFrameStatesTheLatestOfSomethingOnlyWhenItSaysSo() {
        assertThat(Frame.latest("roster", "{}").state()).contains("roster");
        assertThat(Frame.of("{}").state()).isEmpty();
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(40); length > 0; length--) {
            int codePoint = random.nextInt(Character.MAX_CODE_POINT + 1);
            boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
            text.appendCodePoint(surrogate ? 'x' : codePoint >> random.nextInt(16));
        }
        return text.codePoints().noneMatch(it -> it >= Character.MIN_SURROGATE && it <= Character.MAX_SURROGATE)
                ? text.toString()
                : "";
    }
}
