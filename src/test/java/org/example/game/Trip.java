package org.example.game;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.SelfHandling;
import com.artisansdk.server.protection.NoProtection;
import java.io.IOException;

/** A message that handles itself, and fails. */
@NoProtection
public record Trip() implements SelfHandling {

    @Override
    public void handle(Connection from, Manager manager) throws IOException {
        throw new IOException("/etc/secret-file is gone");
    }
}
