package com.artisansdk.server.broker;

import com.artisansdk.server.config.Settings;
import com.artisansdk.server.kernel.Intake;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.protocol.Protocol;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.websocket.Session;
import org.jspecify.annotations.Nullable;

/** Where the container's sessions find their way into the server. */
@ApplicationScoped
public class Door {

    private final Socket.@Nullable Factory sockets;
    private volatile @Nullable TextSender texts;

    /** For the container's proxy. */
    protected Door() {
        sockets = null;
    }

    @Inject
    public Door(Intake intake, Protocol protocol, Platform platform, Lanes lanes, Manager manager, Settings settings) {
        sockets = new Socket.Factory(
                intake,
                protocol,
                platform.loop(),
                platform.scheduler(),
                lanes,
                manager.counters().traffic(),
                settings);
    }

    Socket.Factory sockets() {
        if (sockets == null) {
            throw new IllegalStateException("this is only the container's proxy");
        }
        return sockets;
    }

    /** Sends to the container's sessions, of which this is one. */
    TextSender texts(Session session) {
        TextSender known = texts;
        if (known == null) {
            known = TextSender.of(session);
            texts = known;
        }
        return known;
    }
}
