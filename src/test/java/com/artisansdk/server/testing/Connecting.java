package com.artisansdk.server.testing;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.connection.Traffic;
import java.util.UUID;

/** Connections without a server around them. */
public final class Connecting {

    private Connecting() {}

    /** A connection that may be changed from anywhere, numbered so that tests can tell them apart. */
    public static Connection number(int number) {
        return number(number, () -> {});
    }

    /** A connection that asks before it lets itself be changed. */
    public static Connection number(int number, Runnable requireOnLoop) {
        Outbox outbox = new Outbox(
                RecordingWire.inline(),
                PlainLane.inline(),
                new Outbox.Limits(1 << 20, 1024, Outbox.Overflow.CLOSE),
                () -> 0,
                new Traffic(),
                reason -> {});
        return new Connection(
                new UUID(0, number),
                number,
                "192.0.2." + number,
                ManualScheduler.START,
                new LookUpEncoder(),
                outbox,
                requireOnLoop);
    }
}
