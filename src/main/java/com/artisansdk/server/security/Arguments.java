package com.artisansdk.server.security;

import com.artisansdk.server.connection.Connection;
import jakarta.interceptor.InvocationContext;
import java.util.Arrays;
import java.util.Optional;

/** What an intercepted method was called with. */
final class Arguments {

    private Arguments() {}

    static <T> Optional<T> of(InvocationContext call, Class<T> type) {
        return Arrays.stream(call.getParameters())
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }

    static Connection connection(InvocationContext call) {
        // Null where a Connection was declared is a caller's mistake, and no way in.
        return of(call, Connection.class)
                .orElseThrow(() -> new IllegalArgumentException(call.getMethod() + " was called without a Connection"));
    }
}
