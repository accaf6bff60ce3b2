package com.artisansdk.server;

import com.artisansdk.server.config.Settings;
import com.artisansdk.server.kernel.Manager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.AfterTypeDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessBeanAttributes;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Leaves one manager among the beans: the one that {@code server.manager} names, or the only subclass there is, or the server's own. Which one
 * that is must not be guessed, so several without a setting fail the deployment.
 */
public class ManagerExtension implements Extension {

    /** The setting that names the manager. */
    static final String SETTING = "server.manager";

    private final List<Class<? extends Manager>> subclasses = new ArrayList<>();
    private Class<? extends Manager> chosen = Manager.class;

    /** For the container, which makes the instance. */
    public ManagerExtension() {}

    <T extends Manager> void found(@Observes ProcessAnnotatedType<T> event) {
        Class<T> type = event.getAnnotatedType().getJavaClass();
        if (type != Manager.class && !Modifier.isAbstract(type.getModifiers())) {
            subclasses.add(type);
        }
    }

    void choose(@Observes AfterTypeDiscovery event) {
        chosen = choose(subclasses, setting());
    }

    <T extends Manager> void keep(@Observes ProcessBeanAttributes<T> event) {
        if (!(event.getAnnotated() instanceof AnnotatedType<?> bean)) {
            return;
        }
        if (bean.getJavaClass() != chosen) {
            // Not what is specialised: CDI leaves that out itself, and needs to see it first.
            if (!isSpecialised(bean.getJavaClass())) {
                event.veto();
            }
        } else if (event.getBeanAttributes().getScope() != ApplicationScoped.class) {
            event.addDefinitionError(new IllegalArgumentException(
                    chosen.getName() + " must be @ApplicationScoped: there is one manager, and all share it"));
        }
    }

    private boolean isSpecialised(Class<?> type) {
        Class<?> special = chosen;
        while (special.isAnnotationPresent(Specializes.class)) {
            special = special.getSuperclass();
            if (special == type) {
                return true;
            }
        }
        return false;
    }

    /** The setting as it is now. */
    static Optional<String> setting() {
        return Settings.configured(SETTING).map(String::strip).filter(name -> !name.isEmpty());
    }

    /** Which of some managers is to be booted. */
    static Class<? extends Manager> choose(List<Class<? extends Manager>> subclasses, Optional<String> setting) {
        if (setting.isPresent()) {
            return subclasses.stream()
                    .filter(type -> type.getName().equals(setting.get()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(SETTING + " must name one of " + names(subclasses)
                            + ", was " + setting.get()
                            + ". A manager is a class that extends Manager and is @ApplicationScoped"));
        }
        List<Class<? extends Manager>> leaves = subclasses.stream()
                .filter(type -> subclasses.stream().noneMatch(other -> other != type && type.isAssignableFrom(other)))
                .toList();
        if (leaves.size() > 1) {
            throw new IllegalArgumentException(
                    "There are several managers, " + names(leaves) + ": set " + SETTING + " to the one to boot");
        }
        return leaves.isEmpty() ? Manager.class : leaves.get(0);
    }

    private static String names(List<Class<? extends Manager>> types) {
        return types.stream().map(Class::getName).sorted().collect(Collectors.joining(", ", "[", "]"));
    }
}
