package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Frame;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TextSenderTest {

    private final List<Object> sent = new ArrayList<>();
    private final List<Optional<Throwable>> told = new ArrayList<>();

    @Test
    void aSessionOfAnyContainerIsSentAString() {
        Session session = session(new SendResult());
        TextSender.of(session).send(session, Frame.of("{}"), told::add);

        assertThat(sent).containsExactly("{}");
        assertThat(told).containsExactly(Optional.empty());
    }

    @Test
    void whatGoesWrongIsTold() {
        IOException gone = new IOException("gone");
        Session session = session(new SendResult(gone));
        TextSender.of(session).send(session, Frame.of("{}"), told::add);

        assertThat(told).containsExactly(Optional.of(gone));
    }

    /** A session of which only {@code getAsyncRemote().sendText(text, handler)} is asked. */
    private Session session(SendResult result) {
        RemoteEndpoint.Async remote = fake(RemoteEndpoint.Async.class, arguments -> {
            sent.add(arguments[0]);
            ((SendHandler) arguments[1]).onResult(result);
            return null;
        });
        return fake(Session.class, arguments -> remote);
    }

    private static <T> T fake(Class<T> type, Function<Object[], Object> answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> answer.apply(arguments)));
    }
}
