package org.example.game;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import jakarta.enterprise.context.ApplicationScoped;

/** An application's bean that protects its methods with the server's annotations. */
@ApplicationScoped
public class Vault {

    @AdminProtection
    public GameEvent open(Connection by) {
        return new GameEvent("opened by " + by.id());
    }

    @ClientProtection
    public GameEvent read(Connection by, ReadDiary diary) {
        return new GameEvent("read by " + by.id());
    }
}
