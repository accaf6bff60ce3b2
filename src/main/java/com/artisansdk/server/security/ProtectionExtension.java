package com.artisansdk.server.security;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.OwnedByClient;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Makes interceptor bindings of the protections, so that these need nothing of Jakarta; keeps messages and commands, which are
 * values, out of the beans; and refuses protected methods that nothing could decide.
 */
public class ProtectionExtension implements Extension {

    private final Queue<String> undecidable = new ConcurrentLinkedQueue<>();

    void bind(@Observes BeforeBeanDiscovery event) {
        event.addInterceptorBinding(AdminProtection.class);
        event.addInterceptorBinding(ClientProtection.class);
    }

    <T> void veto(@Observes ProcessAnnotatedType<T> event) {
        Class<T> type = event.getAnnotatedType().getJavaClass();
        if (Message.class.isAssignableFrom(type) || Command.class.isAssignableFrom(type)) {
            event.veto();
        }
    }

    <T> void check(@Observes ProcessManagedBean<T> event) {
        boolean adminClass = event.getAnnotatedBeanClass().isAnnotationPresent(AdminProtection.class);
        boolean clientClass = event.getAnnotatedBeanClass().isAnnotationPresent(ClientProtection.class);
        Class<?> bean = event.getAnnotatedBeanClass().getJavaClass();
        if (bean.isAnnotationPresent(jakarta.interceptor.Interceptor.class)) {
            return;
        }
        for (AnnotatedMethod<? super T> method : event.getAnnotatedBeanClass().getMethods()) {
            if (method.getJavaMember().getDeclaringClass() == Object.class) {
                continue;
            }
            if (adminClass || method.isAnnotationPresent(AdminProtection.class)) {
                require(method, AdminProtection.class, Connection.class);
            }
            if (clientClass || method.isAnnotationPresent(ClientProtection.class)) {
                require(method, ClientProtection.class, Connection.class);
                require(method, ClientProtection.class, OwnedByClient.class);
            }
        }
    }

    private void require(AnnotatedMethod<?> method, Class<? extends Annotation> protection, Class<?> parameter) {
        boolean takes =
                Arrays.stream(method.getJavaMember().getParameterTypes()).anyMatch(parameter::isAssignableFrom);
        if (!takes) {
            undecidable.add(method.getJavaMember() + " is under @" + protection.getSimpleName() + ", so it must take a "
                    + parameter.getSimpleName());
        }
    }

    /** All at once, for the container stops at the first error that it is told of a bean. */
    void report(@Observes AfterBeanDiscovery event) {
        if (!undecidable.isEmpty()) {
            event.addDefinitionError(new IllegalArgumentException(
                    String.join("; ", undecidable) + ": without it, nobody could decide who may call"));
        }
    }
}
