package org.example.game;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.SelfHandling;
import com.artisansdk.server.protection.AdminProtection;

/** A message that handles itself: rings a bell that everybody hears. */
@AdminProtection
public record RingBell(String tone) implements SelfHandling {

    @Override
    public void handle(Connection from, Manager manager) {
        manager.broadcast(new GameEvent("bell " + tone));
    }
}
