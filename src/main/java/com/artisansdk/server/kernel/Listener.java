package com.artisansdk.server.kernel;

import com.artisansdk.server.message.ClientMessage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers client messages with commands. A subclass says in {@link #boot} what it listens to; the manager boots it when it is
 * added, and again with a fresh instance after a restart.
 */
public abstract class Listener {

    private @Nullable Listeners listeners;

    /** Says what to listen to, by {@link #listen} and {@link #hear}. */
    protected abstract void boot();

    /** Answers a message with a command. */
    protected final <M extends ClientMessage> void listen(
            Class<M> type, Function<? super M, ? extends Command> answer) {
        hear(type, received -> answer.apply(received.message()));
    }

    /** Answers a message with a kind of command, so that {@link Listeners#answeringWith} finds it. */
    protected final <M extends ClientMessage, C extends Command> void listen(
            Class<M> type, Class<C> kind, Function<? super M, ? extends C> answer) {
        listeners().add(this, type, kind, received -> answer.apply(received.message()));
    }

    /** Answers a message with a command, knowing who sent it. */
    protected final <M extends ClientMessage> void hear(
            Class<M> type, Function<Received<M>, ? extends Command> answer) {
        listeners().add(this, type, Command.class, answer);
    }

    private Listeners listeners() {
        if (listeners == null) {
            throw new IllegalStateException(
                    getClass().getName() + " listens before it is added: call manager.listener(...) first");
        }
        return listeners;
    }

    /** A listener to one message. */
    static <M extends ClientMessage> Listener of(Class<M> type, Function<Received<M>, ? extends Command> answer) {
        return new Listener() {
            @Override
            protected void boot() {
                hear(type, answer);
            }
        };
    }

    final void bootIn(Listeners all) {
        listeners = all;
        boot();
    }
}
