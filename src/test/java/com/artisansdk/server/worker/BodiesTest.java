package com.artisansdk.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.codec.Mismatch;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodiesTest {

    private static final long MOST = 20;

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "{\"é\":\"漢😀\"}"})
    void aTextIsTheSameAsTextOrAsBytes(String body) throws Exception {
        assertThat(Bodies.text(FakeMessages.text(body), MOST)).isEqualTo(body);
        assertThat(Bodies.text(FakeMessages.bytes(body.getBytes(StandardCharsets.UTF_8)), MOST))
                .isEqualTo(body);
    }

    @Test
    void bytesOfNothingAreAnEmptyTextThoughTheBrokerSaysThereAreLessThanNone() throws Exception {
        assertThat(Bodies.text(bytes(0, -1), MOST)).isEmpty();
    }

    @Test
    void bytesThatAreFewerThanTheySayAreTheBrokersFault() {
        assertThatThrownBy(() -> Bodies.text(bytes(10, 4), MOST))
                .isInstanceOf(JMSException.class)
                .hasMessage("the body is shorter than it says");
    }

    @Test
    void bytesThatAreNoUtf8AreNoText() {
        assertRefused(FakeMessages.bytes(new byte[] {'{', (byte) 0xff, '}'}), "The body is not UTF-8.");
        assertRefused(FakeMessages.bytes("é".getBytes(StandardCharsets.ISO_8859_1)), "The body is not UTF-8.");
        assertRefused(FakeMessages.bytes("{}".getBytes(StandardCharsets.UTF_16)), "The body is not UTF-8.");
        assertRefused(FakeMessages.bytes(new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}), "The body is not UTF-8.");
    }

    @Test
    void aTextMessageWithoutTextIsEmpty() {
        TextMessage without = fake(TextMessage.class);

        assertRefused(without, "The body is empty; it must be a JSON object.");
    }

    @Test
    void anyOtherMessageIsNone() {
        assertRefused(fake(MapMessage.class), "The message must be a TextMessage or a BytesMessage of UTF-8.");
        assertRefused(fake(Message.class), "The message must be a TextMessage or a BytesMessage of UTF-8.");
    }

    @Test
    void aBodyMayBeAsLongAsAnyOutboxTakesAndNoLonger() throws Exception {
        assertThat(Bodies.text(FakeMessages.text("x".repeat(20)), MOST)).hasSize(20);
        assertThat(Bodies.text(FakeMessages.bytes(new byte[20]), MOST)).hasSize(20);
        String tooLong = "The body has 21 bytes, more than any client's outbox takes (server.outbox.bytes, 20).";
        assertRefused(FakeMessages.text("x".repeat(21)), tooLong);
        assertRefused(FakeMessages.bytes(new byte[21]), tooLong);
    }

    @Test
    void aVeryLongBodyIsRefusedBeforeItIsRead() {
        assertRefused(
                bytes(5_000_000_000L, 0),
                "The body has 5000000000 bytes, more than any client's outbox takes (server.outbox.bytes, 20).");
    }

    private static void assertRefused(Message message, String reason) {
        assertThatThrownBy(() -> Bodies.text(message, MOST))
                .isInstanceOf(Mismatch.class)
                .hasMessage(reason);
    }

    private static BytesMessage bytes(long length, int read) {
        return (BytesMessage) Proxy.newProxyInstance(
                BytesMessage.class.getClassLoader(),
                new Class<?>[] {BytesMessage.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBodyLength" -> length;
                    case "readBytes" -> read;
                    default -> null;
                });
    }

    private static <M extends Message> M fake(Class<M> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> null));
    }
}
