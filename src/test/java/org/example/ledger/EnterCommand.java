package org.example.ledger;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Writes a number down, in a file that outlives the server, and tells everybody. It does both again if it runs again. */
public record EnterCommand(String ledger, int number) implements Command {

    @Override
    public void run(Manager manager) throws IOException {
        Files.writeString(Path.of(ledger), number + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        manager.broadcast(new Entered(number));
    }
}
