package com.artisansdk.server.protocol;

import com.artisansdk.server.connection.Encoder;
import com.artisansdk.server.kernel.Refusal;
import com.artisansdk.server.message.Envelope;
import java.time.Instant;

/** A language that a connection speaks, both ways. From any thread. */
public interface Protocol extends Encoder {

    /** What a text turned out to be. */
    sealed interface Decoded {}

    /** A message. */
    record Said(Envelope<?> envelope) implements Decoded {}

    /** Nothing this server understands. */
    record Refused(Refusal refusal) implements Decoded {}

    /** Reads what a client has sent. Never throws for what a client may send. */
    Decoded decode(String text, Instant received);

    /** A message as a log may show it: without its secrets. */
    String describe(Envelope<?> envelope);
}
