package com.artisansdk.server.protocol;

import com.artisansdk.server.codec.Names;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.protection.OwnedByClient;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The client messages there are, by the names clients call them. A name is looked up here, never loaded as a class. */
public final class MessageCatalog {

    private static final Logger LOG = System.getLogger(MessageCatalog.class.getName());
    private static final String OWN = "com.artisansdk.server.message.";

    private final Map<String, Class<? extends ClientMessage>> types = new LinkedHashMap<>();

    private MessageCatalog() {}

    /**
     * A catalogue of message classes, client's and server's. An application's message replaces a built-in one of its name.
     *
     * @throws IllegalArgumentException naming every class that cannot be a message, and why
     */
    public static MessageCatalog of(Collection<Class<? extends Message>> messages) {
        MessageCatalog catalog = new MessageCatalog();
        List<String> problems = new ArrayList<>();
        for (Class<? extends Message> type : messages) {
            if (isConcrete(type)) {
                problems.addAll(problemsOf(type));
                if (ClientMessage.class.isAssignableFrom(type)) {
                    catalog.add(type.asSubclass(ClientMessage.class), problems);
                }
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("These messages cannot be: " + String.join("; ", problems));
        }
        return catalog;
    }

    /** The class of messages of a name. */
    public Optional<Class<? extends ClientMessage>> find(String name) {
        return Optional.ofNullable(types.get(name));
    }

    private void add(Class<? extends ClientMessage> type, List<String> problems) {
        Class<? extends ClientMessage> other = types.get(type.getSimpleName());
        if (other == null || (isOwn(other) && !isOwn(type))) {
            types.put(type.getSimpleName(), type);
        } else if (isOwn(other) == isOwn(type)) {
            problems.add(type.getName() + " and " + other.getName() + " have the same name on the wire");
        }
        if (other != null && isOwn(other) != isOwn(type)) {
            Class<?> winner = types.getOrDefault(type.getSimpleName(), type);
            LOG.log(Level.INFO, "{0} replaces the built-in message {1}.", winner.getName(), type.getSimpleName());
        }
    }

    private static List<String> problemsOf(Class<? extends Message> type) {
        List<String> problems = new ArrayList<>();
        if (!type.isRecord()) {
            problems.add(type.getName() + " is not a record");
            return problems;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            if (NamedMessage.RESERVED.contains(Names.of(component.getName())) && type != NamedMessage.class) {
                problems.add(type.getName() + " has a component \"" + component.getName()
                        + "\", which every frame has already: call it otherwise");
            }
        }
        if (ClientMessage.class.isAssignableFrom(type)) {
            long protections = protections().filter(type::isAnnotationPresent).count();
            if (protections != 1) {
                problems.add(type.getName() + " must carry exactly one of @NoProtection, @ClientProtection and"
                        + " @AdminProtection, but carries " + protections);
            }
            if (type.isAnnotationPresent(ClientProtection.class) && !OwnedByClient.class.isAssignableFrom(type)) {
                problems.add(type.getName() + " is under @ClientProtection, so it must implement OwnedByClient");
            }
        }
        return problems;
    }

    private static Stream<Class<? extends Annotation>> protections() {
        return Stream.of(NoProtection.class, ClientProtection.class, AdminProtection.class);
    }

    private static boolean isConcrete(Class<?> type) {
        return !type.isInterface() && !Modifier.isAbstract(type.getModifiers());
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith(OWN);
    }
}
