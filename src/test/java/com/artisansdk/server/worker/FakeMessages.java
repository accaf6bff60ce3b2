package com.artisansdk.server.worker;

import jakarta.jms.BytesMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** JMS messages with a body and nothing else. */
public final class FakeMessages {

    private FakeMessages() {}

    public static TextMessage text(String body) {
        return fake(TextMessage.class, (name, arguments) -> name.equals("getText") ? body : null);
    }

    public static BytesMessage bytes(byte[] body) {
        return fake(BytesMessage.class, (name, arguments) -> switch (name) {
            case "getBodyLength" -> (long) body.length;
            case "readBytes" -> {
                System.arraycopy(body, 0, (byte[]) arguments[0], 0, body.length);
                yield body.length;
            }
            default -> null;
        });
    }

    /** A message of which only the identity is known, if that. */
    public static Message identified(@Nullable String id) {
        return fake(Message.class, (name, arguments) -> name.equals("getJMSMessageID") ? id : null);
    }

    private interface Answers {
        @Nullable
        Object to(String method, Object[] arguments);
    }

    private static <M extends Message> M fake(Class<M> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments)));
    }
}
