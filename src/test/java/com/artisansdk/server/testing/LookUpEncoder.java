package com.artisansdk.server.testing;

import com.artisansdk.server.connection.Encoder;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.message.Latest;
import com.artisansdk.server.message.ServerMessage;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A language whose frames are not read but looked up: the message that went in is the message that comes out. */
public final class LookUpEncoder implements Encoder {

    /** A message as it was said. */
    public record Said(UUID id, Instant timestamp, ServerMessage message) {}

    private final Map<String, Said> said = new HashMap<>();
    private int padding;

    @Override
    public Optional<Frame> encode(UUID id, Instant timestamp, ServerMessage message) {
        String text = message.messageName() + " " + said.size() + " " + "x".repeat(padding);
        said.put(text, new Said(id, timestamp, message));
        return Optional.of(message instanceof Latest ? Frame.latest(message.messageName(), text) : Frame.of(text));
    }

    /** How many frames were encoded. */
    public int encoded() {
        return said.size();
    }

    /** From now on, each frame weighs at least so many bytes. */
    public void padBy(int bytes) {
        padding = bytes;
    }

    /** What a frame says. */
    public Said lookUp(Frame frame) {
        Said found = said.get(frame.text());
        if (found == null) {
            throw new AssertionError("nobody said " + frame);
        }
        return found;
    }
}
