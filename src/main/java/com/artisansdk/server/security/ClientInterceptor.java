package com.artisansdk.server.security;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.OwnedByClient;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an application's own bean method for those it is about. The method takes the {@code Connection} that asks, and something
 * that is {@code OwnedByClient}.
 */
@Interceptor
@ClientProtection
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class ClientInterceptor {

    @AroundInvoke
    @Nullable
    Object decide(InvocationContext call) throws Exception {
        Connection connection = Arguments.connection(call);
        boolean allowed = Arguments.of(call, OwnedByClient.class)
                .map(owned -> Rules.isOwner(connection, owned))
                .orElse(false);
        Rules.require(allowed, call.getMethod().getName());
        return call.proceed();
    }
}
