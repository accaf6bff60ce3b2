package com.artisansdk.server.security;

import com.artisansdk.server.protection.AdminProtection;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Keeps an application's own bean method for admins. The method takes the {@code Connection} that asks. */
@Interceptor
@AdminProtection
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class AdminInterceptor {

    @AroundInvoke
    @Nullable
    Object decide(InvocationContext call) throws Exception {
        Rules.require(
                Rules.isAdmin(Arguments.connection(call)), call.getMethod().getName());
        return call.proceed();
    }
}
