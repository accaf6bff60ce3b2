package com.artisansdk.server.queue;

import com.artisansdk.server.codec.RecordWriter;
import com.artisansdk.server.kernel.Command;
import jakarta.json.bind.JsonbBuilder;

/** A command as it stands on the queue: {@code {"job": NAME, "data": {…}}}. */
public final class CommandText {

    private final RecordWriter writer = new RecordWriter(JsonbBuilder.create());

    /** For whoever sends. */
    public CommandText() {}

    /**
     * Writes a command.
     *
     * @throws IllegalArgumentException if it is no record, and so could not be read again
     */
    public String of(Command command) {
        if (!(command instanceof Record)) {
            throw new IllegalArgumentException("Only a record can be queued as a command, was "
                    + command.getClass().getName() + ": its components are what travels");
        }
        return writer.object(json -> {
            json.write("job", Command.queueName(command.getClass()));
            json.writeStartObject("data");
            writer.fields(json, command);
            json.writeEnd();
        });
    }
}
