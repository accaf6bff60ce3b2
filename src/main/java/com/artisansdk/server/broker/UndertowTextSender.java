package com.artisansdk.server.broker;

import com.artisansdk.server.connection.Frame;
import jakarta.websocket.Session;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is encoded already, which Undertow (2.3) can and Jakarta WebSocket cannot: so a roster is not encoded once for each of thousands. It
 * does what a session's own {@code sendText} does behind its encoding.
 *
 * <p>Undertow's classes are public, but a deployment need not see them. So they are looked up by name from a session that is one of theirs; where
 * they are not what they were, the standard way remains.
 */
final class UndertowTextSender implements TextSender {

    private static final Logger LOG = System.getLogger(UndertowTextSender.class.getName());
    private static final String PACKAGE = "io.undertow.websockets.";

    /** {@code (ByteBuffer text, Session, Object done)}: sends, and has the callback tell {@code done}. */
    private final MethodHandle send;

    private UndertowTextSender(MethodHandle send) {
        this.send = send;
    }

    /** For Undertow's sessions; empty for others. */
    static Optional<TextSender> of(Class<? extends Session> sessions) {
        if (!sessions.getName().startsWith(PACKAGE)) {
            return Optional.empty();
        }
        try {
            Method channelOf = sessions.getMethod("getWebSocketChannel");
            Class<?> channel = channelOf.getReturnType();
            ClassLoader loader = channel.getClassLoader();
            Class<?> sender = Class.forName(PACKAGE + "core.WebSockets", true, loader);
            Class<?> callback = Class.forName(PACKAGE + "core.WebSocketCallback", true, loader);
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            MethodHandle sendText = lookup.findStatic(
                    sender,
                    "sendText",
                    MethodType.methodType(void.class, ByteBuffer.class, channel, callback, Object.class));
            Object teller = Proxy.newProxyInstance(
                    loader, new Class<?>[] {callback}, (proxy, method, args) -> tell(method, args));
            MethodHandle toChannel = MethodHandles.insertArguments(sendText, 2, teller);
            return Optional.of(
                    new UndertowTextSender(MethodHandles.filterArguments(toChannel, 1, lookup.unreflect(channelOf))
                            .asType(MethodType.methodType(void.class, ByteBuffer.class, Session.class, Object.class))));
        } catch (ReflectiveOperationException | RuntimeException otherVersion) {
            LOG.log(Level.DEBUG, "Texts are sent the standard way, for Undertow is not as expected.", otherVersion);
            return Optional.empty();
        }
    }

    @Override
    public void send(Session session, Frame frame, Consumer<Optional<Throwable>> done) {
        try {
            send.invokeExact(frame.utf8(), session, (Object) done);
        } catch (RuntimeException | Error failed) {
            throw failed;
        } catch (Throwable failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** What Undertow tells its callback: {@code complete(channel, done)}, or {@code onError(channel, done, failure)}. */
    @SuppressWarnings("unchecked")
    private static @Nullable Object tell(Method method, Object[] args) {
        Consumer<Optional<Throwable>> done = (Consumer<Optional<Throwable>>) args[1];
        done.accept(method.getName().equals("complete") ? Optional.empty() : Optional.of((Throwable) args[2]));
        return null;
    }
}
