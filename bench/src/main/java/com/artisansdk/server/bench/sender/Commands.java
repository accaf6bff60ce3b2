package com.artisansdk.server.bench.sender;

import com.artisansdk.server.bench.Stamp;
import com.artisansdk.server.command.NotifyConnectionCommand;
import com.artisansdk.server.command.SendMessageCommand;
import com.artisansdk.server.kernel.Command;
import java.util.Map;
import java.util.UUID;

/** The commands of a task, and the same as the text that CommandQueue makes of them. */
final class Commands {

    /** Makes a frame of about 200 bytes of it. */
    private static final String PADDING = "x".repeat(48);

    private static final UUID SENDER = UUID.randomUUID();

    private final Task task;

    Commands(Task task) {
        this.task = task;
    }

    Command command(int index, long nanos) {
        return task.notifies()
                ? new NotifyConnectionCommand(receiver(index), SENDER)
                : new SendMessageCommand(
                        "Bench",
                        Map.of(Stamp.FIELD, stamp(index, nanos).text(), "padding", PADDING),
                        SendMessageCommand.To.connection(receiver(index)));
    }

    String text(int index, long nanos) {
        return task.notifies()
                ? "{\"job\":\"NotifyConnection\",\"data\":{\"receiver\":\"" + receiver(index) + "\",\"sender\":\""
                        + SENDER + "\"}}"
                : "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Bench\",\"payload\":{\"" + Stamp.FIELD + "\":\""
                        + stamp(index, nanos).text() + "\",\"padding\":\"" + PADDING
                        + "\"},\"to\":{\"connection\":\"" + receiver(index) + "\"}}}";
    }

    private UUID receiver(int index) {
        return task.receivers().get(index % task.receivers().size());
    }

    private Stamp stamp(int index, long nanos) {
        int receivers = task.receivers().size();
        return new Stamp(task.run(), index % receivers, index / receivers, nanos);
    }
}
