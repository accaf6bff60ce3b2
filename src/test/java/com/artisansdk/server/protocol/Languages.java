package com.artisansdk.server.protocol;

import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.codec.RecordWriter;
import com.artisansdk.server.message.Message;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;

/** Languages for tests to speak. */
public final class Languages {

    private Languages() {}

    /** JSON with these words, and no others. */
    public static Protocol json(List<Class<? extends Message>> words) {
        Jsonb jsonb = JsonbBuilder.create();
        return new JsonProtocol(MessageCatalog.of(words), new RecordReader(jsonb), new RecordWriter(jsonb));
    }
}
