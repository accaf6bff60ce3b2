package com.artisansdk.server.broker;

import com.artisansdk.server.config.Settings;
import com.artisansdk.server.connection.Traffic;
import com.artisansdk.server.connection.Wire;
import com.artisansdk.server.kernel.Intake;
import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.protocol.Protocol;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The broker without a container: what the endpoint does with a session, done with a wire. */
public final class PlainSockets {

    /** A socket whose other end is a test. */
    public interface End {
        void text(String text);

        void binary();

        void closed();
    }

    private final Socket.Factory factory;

    public PlainSockets(Intake intake, Protocol protocol, Platform platform, Settings settings) {
        // Everything is written at once, on the thread that decides.
        Lanes lanes = Lanes.over(List.of(Runnable::run), platform.scheduler());
        factory = new Socket.Factory(
                intake, protocol, platform.loop(), platform.scheduler(), lanes, new Traffic(), settings);
    }

    public End open(Wire wire, String address) {
        Socket socket = factory.open(UUID.randomUUID(), wire, new Caller(address, Optional.empty()));
        return new End() {
            @Override
            public void text(String text) {
                socket.text(text);
            }

            @Override
            public void binary() {
                socket.binary();
            }

            @Override
            public void closed() {
                socket.closed();
            }
        };
    }
}
