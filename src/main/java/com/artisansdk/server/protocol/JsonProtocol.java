package com.artisansdk.server.protocol;

import com.artisansdk.server.codec.JsonText;
import com.artisansdk.server.codec.Mismatch;
import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.codec.RecordWriter;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.kernel.Fault;
import com.artisansdk.server.kernel.Refusal;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.Latest;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.message.server.PromptForAuthentication;
import com.artisansdk.server.message.server.UpdateConnections;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The server's own language: one JSON object a frame, the payload beside {@code id}, {@code name} and {@code timestamp}.
 */
public final class JsonProtocol implements Protocol {

    private static final int MAX_ID = 128;
    private static final int MICROS = 6;

    private final MessageCatalog catalog;
    private final RecordReader reader;
    private final RecordWriter writer;
    private final Listings listings = new Listings();

    /** The language with the words of a catalogue. */
    public JsonProtocol(MessageCatalog catalog, RecordReader reader, RecordWriter writer) {
        this.catalog = catalog;
        this.reader = reader;
        this.writer = writer;
    }

    @Override
    public Decoded decode(String text, Instant received) {
        JsonObject object;
        try {
            object = JsonText.parse(text);
        } catch (Mismatch malformed) {
            return refused(Fault.MALFORMED_MESSAGE, malformed, Optional.empty());
        }
        Optional<String> id = Optional.empty();
        try {
            id = id(object);
            Optional<Class<? extends ClientMessage>> type = name(object).flatMap(catalog::find);
            if (type.isEmpty()) {
                return refused(Fault.UNKNOWN_MESSAGE, unknown(object), id);
            }
            return new Said(new Envelope<>(reader.read(object, type.get()), id, received));
        } catch (Mismatch invalid) {
            return refused(Fault.INVALID_MESSAGE, invalid, id);
        }
    }

    @Override
    public Optional<Frame> encode(UUID id, Instant timestamp, ServerMessage message) {
        String text = writer.object(json -> {
            if (message instanceof NamedMessage named) {
                writer.fields(json, named.payload());
            } else if (message instanceof PromptForAuthentication prompt) {
                previous(json, prompt);
            } else if (message instanceof UpdateConnections roster) {
                writer.field(json, "total", roster.total());
            } else {
                writer.fields(json, message);
            }
            header(json, id.toString(), message.messageName(), timestamp);
        });
        if (message instanceof UpdateConnections roster) {
            return Optional.of(listings.frame(roster, ',' + text.substring(1)));
        }
        return Optional.of(message instanceof Latest ? Frame.latest(message.messageName(), text) : Frame.of(text));
    }

    @Override
    public String describe(Envelope<?> envelope) {
        return writer.object(json -> envelope(json, envelope));
    }

    private void previous(JsonGenerator json, PromptForAuthentication prompt) {
        json.writeStartObject("previous");
        envelope(json, prompt.previous());
        json.writeEnd();
        writer.field(json, "message", prompt.message());
        writer.field(json, "code", prompt.code());
    }

    private void envelope(JsonGenerator json, Envelope<?> envelope) {
        writer.fields(json, envelope.message());
        String id = envelope.id().orElseGet(() -> UUID.randomUUID().toString());
        header(json, id, envelope.message().messageName(), envelope.received());
    }

    private static void header(JsonGenerator json, String id, String name, Instant timestamp) {
        json.write("id", id);
        json.write("name", name);
        long micros =
                Math.addExact(Math.multiplyExact(timestamp.getEpochSecond(), 1_000_000L), timestamp.getNano() / 1_000);
        json.write("timestamp", BigDecimal.valueOf(micros, MICROS));
    }

    private static Optional<String> id(JsonObject object) throws Mismatch {
        JsonValue id = object.get("id");
        if (id == null || id == JsonValue.NULL) {
            return Optional.empty();
        }
        if (!(id instanceof JsonString text) || text.getString().length() > MAX_ID) {
            throw new Mismatch("id must be a text of at most " + MAX_ID + " characters.");
        }
        return Optional.of(RecordReader.wellFormed(text.getString(), "id"));
    }

    private static Optional<String> name(JsonObject object) {
        return object.get("name") instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static Mismatch unknown(JsonObject object) {
        JsonValue name = object.get("name");
        if (name == null) {
            return new Mismatch("This frame has no name. It must name a client message.");
        }
        return new Mismatch("name must be that of a client message, was " + RecordReader.shown(name) + ".");
    }

    private static Decoded refused(Fault fault, Mismatch why, Optional<String> replyTo) {
        return new Refused(new Refusal(fault, why.text(), replyTo));
    }

    /**
     * The JSON of the connections that rosters listed last, for everybody and for admins. Each of thousands that come at once is shown the
     * same ones.
     */
    private final class Listings {
        private static final int VIEWS = 2;

        private record Listing(Map<?, ?> connections, ByteBuffer utf8) {}

        private final Deque<Listing> latest = new ArrayDeque<>(VIEWS);

        Frame frame(UpdateConnections roster, String rest) {
            return Frame.latest(
                    roster.messageName(), listing(roster.connections()).utf8(), Frame.utf8(rest));
        }

        private synchronized Listing listing(Map<?, ?> connections) {
            for (Listing listing : latest) {
                if (listing.connections() == connections) {
                    return listing;
                }
            }
            if (latest.size() == VIEWS) {
                latest.removeLast();
            }
            String text = "{\"connections\":" + writer.object(json -> writer.fields(json, connections));
            latest.addFirst(new Listing(connections, Frame.utf8(text)));
            return latest.getFirst();
        }
    }
}
