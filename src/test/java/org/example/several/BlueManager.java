package org.example.several;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.message.NamedMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** One of several managers: plain, without {@code @Specializes}. */
@ApplicationScoped
public class BlueManager extends Manager {

    @Override
    public void open(Connection connection) {
        super.open(connection);
        send(connection, new NamedMessage("Blue", Map.of()));
    }
}
