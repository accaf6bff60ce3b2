package com.artisansdk.server.worker;

import com.artisansdk.server.kernel.Command;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands there are, by the names they have on the queue. A name is looked up here, never loaded as a class. */
public final class CommandCatalog {

    private static final Logger LOG = System.getLogger(CommandCatalog.class.getName());
    private static final String OWN = "com.artisansdk.server.";

    private final Map<String, Class<? extends Command>> types = new LinkedHashMap<>();

    private CommandCatalog() {}

    /**
     * A catalogue of those classes that are records; others cannot be queued. An application's command replaces a built-in one of its
     * name.
     *
     * @throws IllegalArgumentException naming commands that have the same name
     */
    public static CommandCatalog of(Collection<Class<? extends Command>> commands) {
        CommandCatalog catalog = new CommandCatalog();
        List<String> problems = new ArrayList<>();
        for (Class<? extends Command> type : commands) {
            if (type.isRecord()) {
                catalog.add(type, problems);
            }
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        return catalog;
    }

    /**
     * The command of a name. Before the last {@code \} or {@code .} may stand a namespace, and behind it {@code Command}, as in the
     * original's class names.
     */
    public Optional<Class<? extends Command>> find(String job) {
        String simple = job.substring(Math.max(job.lastIndexOf('\\'), job.lastIndexOf('.')) + 1);
        String name = simple.endsWith("Command") ? simple.substring(0, simple.length() - "Command".length()) : simple;
        return Optional.ofNullable(types.get(name));
    }

    private void add(Class<? extends Command> type, List<String> problems) {
        String name = Command.queueName(type);
        Class<? extends Command> other = types.get(name);
        if (other == null) {
            types.put(name, type);
        } else if (isOwn(other) == isOwn(type)) {
            problems.add(type.getName() + " and " + other.getName() + " have the same name on the queue, " + name);
        } else {
            Class<? extends Command> winner = isOwn(other) ? type : other;
            types.put(name, winner);
            LOG.log(Level.INFO, "{0} replaces the built-in command {1}.", winner.getName(), name);
        }
    }

    private static boolean isOwn(Class<?> type) {
        return type.getName().startsWith(OWN);
    }
}
