package com.artisansdk.server.connection;

import java.util.LinkedHashMap;
import java.util.Map;

/** How much of a connection somebody gets to see. */
public enum View {
    /** What everybody sees: who it is, but neither address, nor e-mail, nor notifications, nor whether it is admin. */
    PUBLIC {
        @Override
        public Map<String, Object> of(Connection connection) {
            Map<String, Object> fields = new LinkedHashMap<>(connection.attributes(PUBLIC));
            common(connection, fields);
            return fields;
        }
    },
    /** Everything: for the connection itself, and for admins. */
    FULL {
        @Override
        public Map<String, Object> of(Connection connection) {
            Map<String, Object> fields = new LinkedHashMap<>(connection.attributes(FULL));
            common(connection, fields);
            fields.put("admin", connection.isAdmin());
            connection.email().ifPresent(email -> fields.put("email", email));
            fields.put("ip_address", connection.address());
            fields.put("notifications", Map.copyOf(connection.notifications()));
            fields.put("resource_id", connection.resourceId());
            return fields;
        }
    };

    /** A picture of the connection as it is now, by the names on the wire. On the loop. */
    public abstract Map<String, Object> of(Connection connection);

    private static void common(Connection connection, Map<String, Object> fields) {
        connection.name().ifPresent(name -> fields.put("name", name));
        fields.put("subscriptions", Map.copyOf(connection.subscriptions()));
        fields.put("timestamp", connection.opened().getEpochSecond());
        fields.put("type", connection.type());
        fields.put("uuid", connection.id());
    }
}
