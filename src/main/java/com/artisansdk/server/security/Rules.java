package com.artisansdk.server.security;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.AuthorizationRequired;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.protection.OwnedByClient;
import java.util.Optional;
import java.util.UUID;

/** What the protections mean. Whatever carries none of them is refused. */
public final class Rules {

    private Rules() {}

    /**
     * Holds a message against the protection it carries.
     *
     * @throws AuthorizationRequired if the connection may not say it
     */
    public static void requireAllowed(Connection connection, Object message) {
        Class<?> type = message.getClass();
        boolean allowed;
        if (type.isAnnotationPresent(AdminProtection.class)) {
            allowed = isAdmin(connection);
        } else if (type.isAnnotationPresent(ClientProtection.class)) {
            allowed = message instanceof OwnedByClient owned && isOwner(connection, owned);
        } else {
            allowed = type.isAnnotationPresent(NoProtection.class);
        }
        require(allowed, type.getSimpleName());
    }

    /** Whether a connection may do what only admins may. */
    public static boolean isAdmin(Connection connection) {
        return connection.isAdmin();
    }

    /** Whether something is about a connection itself, or the connection may do it to any. */
    public static boolean isOwner(Connection connection, OwnedByClient owned) {
        Optional<UUID> owner = owned.owner();
        return owner.isEmpty() || owner.get().equals(connection.id()) || connection.isAdmin();
    }

    static void require(boolean allowed, String what) {
        if (!allowed) {
            throw new AuthorizationRequired(what);
        }
    }
}
