package com.artisansdk.server.security;

import com.artisansdk.server.message.Envelope;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import org.jspecify.annotations.Nullable;

/** Lets a message pass to the gate only if its own protection allows it. */
@Interceptor
@ProtectedMessage
@Priority(Interceptor.Priority.PLATFORM_BEFORE)
public class MessageInterceptor {

    @AroundInvoke
    @Nullable
    Object decide(InvocationContext call) throws Exception {
        Object message = Arguments.of(call, Envelope.class)
                .map(envelope -> (Object) envelope.message())
                .orElseThrow(() -> new IllegalStateException(call.getMethod() + " takes no Envelope"));
        Rules.requireAllowed(Arguments.connection(call), message);
        return call.proceed();
    }
}
