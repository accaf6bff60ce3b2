package org.example.game;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.SelfHandling;
import com.artisansdk.server.protection.NoProtection;

/** Asks what has been noted. */
@NoProtection
public record ReadNotes() implements SelfHandling {

    @Override
    public void handle(Connection from, Manager manager) {
        manager.send(from, new GameEvent(NoteCommand.NOTED.toString()));
    }
}
