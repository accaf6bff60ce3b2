package org.example.tour;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Audience;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.example.chat.Said;
import org.example.tour.Messages.Rename;

/** Keeps the peace. */
@ApplicationScoped
public class Moderation {

    @Inject
    private Manager manager;

    /** Warns somebody. Only admins may. */
    @AdminProtection
    public void warn(Connection asking, UUID who) {
        manager.send(Audience.connection(who), new Said("The moderator", "Please be kind."));
    }

    /** Gives somebody another name. Only that client itself and admins may. */
    @ClientProtection
    public void rename(Connection asking, Rename rename) {
        manager.connections()
                .find(rename.connection())
                .ifPresent(it -> manager.register(it, it.type(), rename.to(), "Not Available"));
    }
}
