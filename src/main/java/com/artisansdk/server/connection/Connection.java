package com.artisansdk.server.connection;

import com.artisansdk.server.notification.Notification;
import com.artisansdk.server.topic.Topic;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One client: its identity, what it says of itself, and its outbox.
 *
 * <p>What changes is read and written on the kernel's loop alone; each mutator checks it. Signs of life may come from any thread.
 */
public final class Connection {

    /** The type of a connection that has not joined. */
    public static final String ANONYMOUS = "anonymous";

    /** The type of one that joined as player. */
    public static final String PLAYER = "player";

    /** The type of one that joined as spectator. */
    public static final String SPECTATOR = "spectator";

    private static final Set<String> FIELDS = Set.of(
            "admin",
            "email",
            "ip_address",
            "name",
            "notifications",
            "resource_id",
            "subscriptions",
            "timestamp",
            "type",
            "uuid");

    private record Attribute(Object value, View visibleIn) {}

    private final UUID id;
    private final int resourceId;
    private final String address;
    private final Instant opened;
    private final Encoder encoder;
    private final Outbox outbox;
    private final Runnable requireOnLoop;

    private volatile long heard;

    private String type = ANONYMOUS;
    private boolean open = true;
    private boolean admin;
    private @Nullable String name;
    private @Nullable String email;
    private @Nullable String user;
    // Most connections have none of these: no map before there is something to put into it.
    private Map<String, Attribute> attributes = Map.of();
    private Map<UUID, Notification> notifications = Map.of();
    private Map<UUID, Topic> subscriptions = Map.of();
    private @Nullable Connections registry;

    /**
     * A connection that has just opened.
     *
     * @param resourceId a number no other connection of this server has
     * @param address the client's address as text
     * @param encoder the language it speaks
     * @param requireOnLoop throws unless called on the loop
     */
    public Connection(
            UUID id,
            int resourceId,
            String address,
            Instant opened,
            Encoder encoder,
            Outbox outbox,
            Runnable requireOnLoop) {
        this.id = id;
        this.resourceId = resourceId;
        this.address = address;
        this.opened = opened;
        this.encoder = encoder;
        this.outbox = outbox;
        this.requireOnLoop = requireOnLoop;
    }

    public UUID id() {
        return id;
    }

    public int resourceId() {
        return resourceId;
    }

    /** The client's address; behind a trusted proxy, the one that the proxy vouches for. */
    public String address() {
        return address;
    }

    public Instant opened() {
        return opened;
    }

    public Encoder encoder() {
        return encoder;
    }

    /** The way out. For the deliveries alone: what goes around them goes around the order of things. */
    public Outbox outbox() {
        return outbox;
    }

    public String type() {
        return type;
    }

    public boolean isType(String other) {
        return type.equals(other);
    }

    /** Whether the server still counts it in. */
    public boolean isOpen() {
        return open;
    }

    public boolean isAdmin() {
        return admin;
    }

    public Optional<String> name() {
        return Optional.ofNullable(name);
    }

    public Optional<String> email() {
        return Optional.ofNullable(email);
    }

    /** The application's user behind this connection, when it has said so. */
    public Optional<String> user() {
        return Optional.ofNullable(user);
    }

    /** Notifications by sender. */
    public Map<UUID, Notification> notifications() {
        return notifications;
    }

    /** Topics by uuid. */
    public Map<UUID, Topic> subscriptions() {
        return subscriptions;
    }

    /** Says who the client is. */
    public void identify(String newName, String newEmail) {
        changes();
        name = newName;
        email = newEmail;
    }

    /** Changes the type, {@value #PLAYER} for example, or one of the application's own. */
    public void become(String newType) {
        changes();
        String before = type;
        type = newType;
        if (registry != null) {
            registry.retyped(this, before);
        }
    }

    /** Ties the connection to a user of the application. */
    public void belongTo(String newUser) {
        changes();
        Optional<String> before = user();
        user = newUser;
        if (registry != null) {
            registry.reassigned(this, before);
        }
    }

    /** Makes the connection admin, until it closes. */
    public void grantAdmin() {
        changes();
        admin = true;
        if (registry != null) {
            registry.granted(this);
        }
    }

    /** An attribute that the application has set. */
    public Optional<Object> attribute(String key) {
        return Optional.ofNullable(attributes.get(key)).map(Attribute::value);
    }

    /** The attributes to be seen in a view. */
    public Map<String, Object> attributes(View view) {
        Map<String, Object> visible = new LinkedHashMap<>();
        attributes.forEach((key, attribute) -> {
            if (view == View.FULL || attribute.visibleIn() == View.PUBLIC) {
                visible.put(key, attribute.value());
            }
        });
        return visible;
    }

    /**
     * Sets an attribute, which appears in the connection's JSON under its key.
     *
     * @param value something immutable that has a JSON form
     * @param visibleIn {@link View#PUBLIC} for everybody, {@link View#FULL} for the client itself and admins
     */
    public void attribute(String key, Object value, View visibleIn) {
        changes();
        if (FIELDS.contains(key)) {
            throw new IllegalArgumentException(
                    "attribute \"" + key + "\" would hide the connection's own field of that name: call it otherwise");
        }
        if (attributes.isEmpty()) {
            attributes = new LinkedHashMap<>();
        }
        attributes.put(key, new Attribute(value, visibleIn));
    }

    /** Takes an attribute away. */
    public void removeAttribute(String key) {
        changes();
        if (!attributes.isEmpty()) {
            attributes.remove(key);
        }
    }

    /** Adds a notification in the place of an earlier one of the same sender. */
    public void addNotification(Notification notification) {
        changes();
        if (notifications.isEmpty()) {
            notifications = new LinkedHashMap<>();
        }
        notifications.put(notification.sender(), notification);
    }

    /** Forgets all notifications. */
    public void clearNotifications() {
        changes();
        notifications = Map.of();
    }

    /** Notes that the connection is subscribed. The topics decide; this only remembers. */
    public void subscribed(Topic topic) {
        changes();
        if (subscriptions.isEmpty()) {
            subscriptions = new LinkedHashMap<>();
        }
        subscriptions.put(topic.uuid(), topic);
    }

    /** Notes that the connection is no longer subscribed. */
    public void unsubscribed(Topic topic) {
        changes();
        if (!subscriptions.isEmpty()) {
            subscriptions.remove(topic.uuid());
        }
    }

    private void changes() {
        requireOnLoop.run();
        if (registry != null) {
            registry.changed();
        }
    }

    /** Notes a sign of life, in the scheduler's nanoseconds. From any thread. */
    public void heard(long nanos) {
        heard = nanos;
    }

    /** When the client last gave a sign of life, in the scheduler's nanoseconds. From any thread. */
    public long heard() {
        return heard;
    }

    /** Counts the connection out. True the first time only, whoever starts it. */
    public boolean leave() {
        requireOnLoop.run();
        boolean first = open;
        open = false;
        return first;
    }

    void registeredIn(@Nullable Connections connections) {
        registry = connections;
    }

    @Override
    public String toString() {
        return "connection " + id;
    }
}
