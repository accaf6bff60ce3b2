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

    /** Answers a message with a command, knowing who sent it. */
    protected final <M extends ClientMessage> void hear(
            Class<M> type, Function<Received<M>, ? extends Command> answer) {
        if (listeners == null) {
            throw new IllegalStateException(
                    getClass().getName() + " listens before it is added: call manager.listener(...) first");
        }
        listeners.add(this, type, answer);
    }

    final void bootIn(Listeners all) {
        listeners = all;
        boot();
    }
}
