package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.message.server.UpdateSubscriptions;
import com.artisansdk.server.message.server.UpdateTopics;
import com.artisansdk.server.topic.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * The topics there are, and who is subscribed to which, both ways. On the loop.
 *
 * <p>A client can subscribe only to a topic that the application has registered, and that the topic's rule lets it. An application may
 * {@linkplain #open open} a family of names instead: such a topic is made when its first subscriber comes, is listed to nobody, and is
 * gone with its last; no client gets into more than {@value #MOST_OPENED} of them, and their names have at most {@value
 * #LONGEST_OPENED} characters.
 */
public final class Topics {

    /** Topics of opened families that one connection may be subscribed to. */
    static final int MOST_OPENED = 100;

    /** Characters of a name in an opened family. */
    static final int LONGEST_OPENED = 255;

    private record Family(Predicate<String> names, TopicRule rule) {}

    private static final class Entry {
        private final Topic topic;
        private TopicRule rule;
        private final boolean listed;
        private final Map<UUID, Membership> members = new LinkedHashMap<>();
        private long sends;

        Entry(Topic topic, TopicRule rule, boolean listed) {
            this.topic = topic;
            this.rule = rule;
            this.listed = listed;
        }
    }

    private final Manager manager;
    private final Map<UUID, Entry> byId = new LinkedHashMap<>();
    private final Map<String, Entry> byName = new LinkedHashMap<>();
    private final List<Family> families = new ArrayList<>();
    private final Admissions admissions;
    private final Supplier<UpdateTopics> picture = this::picture;

    Topics(Manager manager) {
        this.manager = manager;
        admissions = new Admissions(manager, this);
    }

    // --- what there is

    /** Registers a topic that anybody may subscribe to, and tells everybody. One of that name that is there already stays as it is. */
    public Topic register(String name) {
        Entry known = byName.get(name);
        return known != null && known.listed ? known.topic : register(name, TopicRule.ANYONE);
    }

    /**
     * Registers a topic, and tells everybody. One of that name that is there already keeps its uuid and its subscribers, and goes by this
     * rule from now on; one of an opened family makes way, and its subscribers are told.
     */
    public Topic register(String name, TopicRule rule) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a topic's name must not be blank");
        }
        Entry known = byName.get(name);
        if (known != null && known.listed) {
            known.rule = rule;
            return known.topic;
        }
        if (known != null) {
            unregister(known.topic);
        }
        Topic topic = new Topic(name, UUID.randomUUID());
        add(topic, rule, true);
        tellEverybody();
        return topic;
    }

    /** Lets clients subscribe to any topic whose name fits, by a rule. */
    public void open(Predicate<String> names, TopicRule rule) {
        families.add(new Family(names, rule));
    }

    /** Unregisters a topic, and tells its subscribers and everybody. */
    public void unregister(Topic topic) {
        Entry entry = byId.get(topic.uuid());
        if (entry == null) {
            return;
        }
        forget(entry);
        for (Membership membership : List.copyOf(entry.members.values())) {
            membership.connection().unsubscribed(topic);
            tell(membership.connection());
        }
        if (entry.listed) {
            tellEverybody();
        }
    }

    /** The topic of a name or, as text, a uuid. */
    public Optional<Topic> find(String nameOrUuid) {
        Entry entry = byName.get(nameOrUuid);
        if (entry == null) {
            entry = asUuid(nameOrUuid).map(byId::get).orElse(null);
        }
        return Optional.ofNullable(entry).map(found -> found.topic);
    }

    boolean has(Topic topic) {
        return byId.containsKey(topic.uuid());
    }

    /** The topics that everybody is told of. */
    public List<Topic> all() {
        return byId.values().stream()
                .filter(entry -> entry.listed)
                .map(entry -> entry.topic)
                .toList();
    }

    // --- who is subscribed

    /**
     * Subscribes a connection, whatever the topic's rule says: this is the application's own decision. Nothing happens if the topic is not
     * there any more, or the connection has closed.
     */
    public void subscribe(Topic topic, Connection connection) {
        subscribe(topic, connection, Optional.empty());
    }

    /** Subscribes a connection, keeping something with its membership. Once more changes only what is kept. */
    public void subscribe(Topic topic, Connection connection, Optional<Object> kept) {
        Entry entry = byId.get(topic.uuid());
        if (entry == null || !connection.isOpen()) {
            return;
        }
        entry.members.put(connection.id(), new Membership(connection, kept));
        connection.subscribed(topic);
        tell(connection);
    }

    /** Unsubscribes a connection, and takes back what it has asked for of this topic and not been answered yet. */
    public void unsubscribe(Topic topic, Connection connection) {
        admissions.withdraw(connection, topic.name());
        leave(topic, connection);
        tell(connection);
    }

    /**
     * Unsubscribes a connection from the topic of a name or uuid.
     *
     * @throws Rejection if there is no such topic, and it has not asked for one either
     */
    public void unsubscribe(String nameOrUuid, Connection connection) {
        boolean withdrawn = admissions.withdraw(connection, nameOrUuid);
        Optional<Topic> topic = find(nameOrUuid);
        if (topic.isEmpty() && !withdrawn) {
            throw Rejection.notFound("topic", nameOrUuid);
        }
        topic.ifPresentOrElse(found -> unsubscribe(found, connection), () -> tell(connection));
    }

    /** Subscribes a client that asks to, if the topic's rule lets it. See {@link Admissions#request}. */
    void request(Connection connection, String nameOrUuid, Optional<Object> data, Consumer<Throwable> refused)
            throws Exception {
        admissions.request(connection, nameOrUuid, data, refused);
    }

    /** Who is subscribed to a topic. */
    public Collection<Membership> members(UUID topic) {
        Entry entry = byId.get(topic);
        return entry == null ? List.of() : Collections.unmodifiableCollection(entry.members.values());
    }

    /** What was kept when a connection subscribed. */
    public Optional<Object> kept(Topic topic, Connection connection) {
        Entry entry = byId.get(topic.uuid());
        Membership membership = entry == null ? null : entry.members.get(connection.id());
        return membership == null ? Optional.empty() : membership.kept();
    }

    /** A connection has closed: it leaves all its topics, without a word. */
    void closed(Connection connection) {
        admissions.closed(connection);
        for (Topic topic : List.copyOf(connection.subscriptions().values())) {
            leave(topic, connection);
        }
    }

    /** Shows a new client the topics, if there are any. */
    void greet(Connection connection) {
        if (byId.values().stream().anyMatch(entry -> entry.listed)) {
            manager.owe(connection, picture);
        }
    }

    /**
     * Every send to a topic comes by here, and is counted.
     *
     * @return its number in the topic's sequence, from 1; empty when there is no such topic
     */
    Optional<Long> sending(UUID topic) {
        return Optional.ofNullable(byId.get(topic)).map(entry -> ++entry.sends);
    }

    /**
     * What a client means by a name or, as text, a uuid, and the rule that decides.
     *
     * @throws Rejection if there is no such thing, or the client has too many such already
     */
    Admissions.Candidate candidate(Connection connection, String nameOrUuid) {
        Topic topic = find(nameOrUuid).orElse(null);
        Entry entry = topic == null ? null : byId.get(topic.uuid());
        if (entry == null) {
            TopicRule rule = family(nameOrUuid).rule();
            requireRoomForAnother(connection);
            return new Admissions.Candidate(new Topic(nameOrUuid, UUID.randomUUID()), rule);
        }
        if (!entry.listed && !entry.members.containsKey(connection.id())) {
            requireRoomForAnother(connection);
        }
        return new Admissions.Candidate(entry.topic, entry.rule);
    }

    /** Subscribes a client that its rule has let in; the topic is made, if it is of an opened family and the first comes. */
    void admit(Connection connection, Admissions.Candidate candidate, Optional<Object> kept) {
        if (connection.isOpen() && !has(candidate.topic())) {
            add(candidate.topic(), candidate.rule(), false);
        }
        subscribe(candidate.topic(), connection, kept);
    }

    private Family family(String name) {
        return families.stream()
                .filter(it -> !name.isBlank() && name.length() <= LONGEST_OPENED)
                .filter(it -> it.names().test(name))
                .findFirst()
                .orElseThrow(() -> Rejection.notFound("topic", name));
    }

    private void requireRoomForAnother(Connection connection) {
        long opened = connection.subscriptions().keySet().stream()
                .map(byId::get)
                .filter(entry -> entry != null && !entry.listed)
                .count();
        if (opened >= MOST_OPENED) {
            throw Rejection.forbidden("No more than " + MOST_OPENED + " such topics: unsubscribe from one first.");
        }
    }

    private void add(Topic topic, TopicRule rule, boolean listed) {
        Entry entry = new Entry(topic, rule, listed);
        byId.put(topic.uuid(), entry);
        byName.put(topic.name(), entry);
    }

    private void leave(Topic topic, Connection connection) {
        Entry entry = byId.get(topic.uuid());
        connection.unsubscribed(topic);
        if (entry != null
                && entry.members.remove(connection.id()) != null
                && !entry.listed
                && entry.members.isEmpty()) {
            forget(entry);
        }
    }

    private void forget(Entry entry) {
        byId.remove(entry.topic.uuid());
        byName.remove(entry.topic.name());
    }

    private void tell(Connection connection) {
        manager.send(connection, new UpdateSubscriptions(Map.copyOf(connection.subscriptions())));
    }

    private void tellEverybody() {
        manager.broadcast(picture());
    }

    private UpdateTopics picture() {
        Map<UUID, Topic> listed = new LinkedHashMap<>();
        all().forEach(topic -> listed.put(topic.uuid(), topic));
        return new UpdateTopics(listed);
    }

    private static Optional<UUID> asUuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException aName) {
            return Optional.empty();
        }
    }
}
