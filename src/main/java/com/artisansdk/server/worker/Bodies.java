package com.artisansdk.server.worker;

import com.artisansdk.server.codec.Mismatch;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The text in a JMS message: as such, or as bytes of UTF-8, which is how other languages send it. */
final class Bodies {

    private Bodies() {}

    /**
     * The text of a message.
     *
     * @param most how many bytes or characters it may have
     * @throws Mismatch if there is none, or too much of it
     */
    static String text(Message message, long most) throws JMSException, Mismatch {
        if (message instanceof TextMessage text) {
            String body = text.getText();
            if (body == null) {
                throw new Mismatch("The body is empty; it must be a JSON object.");
            }
            requireAtMost(body.length(), most);
            return body;
        }
        if (message instanceof BytesMessage bytes) {
            requireAtMost(bytes.getBodyLength(), most);
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes(bytes)))
                        .toString();
            } catch (CharacterCodingException notText) {
                throw new Mismatch("The body is not UTF-8.");
            }
        }
        throw new Mismatch("The message must be a TextMessage or a BytesMessage of UTF-8.");
    }

    /** All bytes of a message, from its beginning. */
    static byte[] bytes(BytesMessage message) throws JMSException {
        message.reset();
        byte[] bytes = new byte[Math.toIntExact(message.getBodyLength())];
        if (message.readBytes(bytes) < bytes.length && bytes.length > 0) {
            throw new JMSException("the body is shorter than it says");
        }
        return bytes;
    }

    private static void requireAtMost(long length, long most) throws Mismatch {
        if (length > most) {
            throw new Mismatch("The body has " + length + " bytes, more than any client's outbox takes"
                    + " (server.outbox.bytes, " + most + ").");
        }
    }
}
