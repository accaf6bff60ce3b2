package org.example.forgotten;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.NamedMessage;
import jakarta.enterprise.inject.Specializes;
import java.util.Map;

/** A manager whose scope was forgotten, so that the container may not see it as a bean. */
@Specializes
public class ForgottenManager extends Manager {

    @Override
    public void open(Connection connection) {
        super.open(connection);
        send(connection, new NamedMessage("Forgotten", Map.of()));
    }
}
