package com.artisansdk.server.bench.ours;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.bench.Stamp;
import com.artisansdk.server.message.ServerMessage;

/** A frame that carries a stamp. */
public record Tick(String stamp, String padding) implements ServerMessage {

    static Tick of(Stamp stamp, int bytes) {
        String text = stamp.text();
        return new Tick(text, Payload.paddingWithin(Payload.TICK, text, bytes));
    }
}
