package com.artisansdk.server.connection;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** All open connections: by id in order of opening, by type, by user. On the loop. */
public final class Connections {

    private final Map<UUID, Connection> byId = new LinkedHashMap<>();
    private final Map<String, Set<Connection>> byType = new LinkedHashMap<>();
    private final Map<String, Set<Connection>> byUser = new LinkedHashMap<>();
    private final Set<Connection> admins = new LinkedHashSet<>();
    private long changes;

    /** Counts a connection in. */
    public void add(Connection connection) {
        byId.put(connection.id(), connection);
        put(byType, connection.type(), connection);
        connection.user().ifPresent(user -> put(byUser, user, connection));
        connection.registeredIn(this);
        if (connection.isAdmin()) {
            admins.add(connection);
        }
    }

    /** Counts a connection out. */
    public void remove(Connection connection) {
        if (byId.remove(connection.id()) != null) {
            take(byType, connection.type(), connection);
            connection.user().ifPresent(user -> take(byUser, user, connection));
            admins.remove(connection);
            connection.registeredIn(null);
            changed();
        }
    }

    /**
     * Grows whenever one of them is not what it was, or is gone; not when one comes. As long as it stays the same, so does what can be said
     * of those that were there.
     */
    public long changes() {
        return changes;
    }

    void changed() {
        changes++;
    }

    /** Notes that a connection, if it is one of these, became admin. */
    void granted(Connection connection) {
        admins.add(connection);
    }

    public Optional<Connection> find(UUID id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All, in order of opening. */
    public Collection<Connection> all() {
        return Collections.unmodifiableCollection(byId.values());
    }

    /** Those of a type. */
    public Collection<Connection> ofType(String type) {
        return Collections.unmodifiableCollection(byType.getOrDefault(type, Set.of()));
    }

    /** Those of a user: one for each open tab or device. */
    public Collection<Connection> ofUser(String user) {
        return Collections.unmodifiableCollection(byUser.getOrDefault(user, Set.of()));
    }

    /** Those that are admin. */
    public Collection<Connection> admins() {
        return Collections.unmodifiableCollection(admins);
    }

    public int size() {
        return byId.size();
    }

    void retyped(Connection connection, String before) {
        take(byType, before, connection);
        put(byType, connection.type(), connection);
    }

    void reassigned(Connection connection, Optional<String> before) {
        before.ifPresent(user -> take(byUser, user, connection));
        connection.user().ifPresent(user -> put(byUser, user, connection));
    }

    private static void put(Map<String, Set<Connection>> index, String key, Connection connection) {
        index.computeIfAbsent(key, absent -> new LinkedHashSet<>()).add(connection);
    }

    private static void take(Map<String, Set<Connection>> index, String key, Connection connection) {
        Set<Connection> found = index.get(key);
        if (found != null) {
            found.remove(connection);
            if (found.isEmpty()) {
                index.remove(key);
            }
        }
    }
}
