package org.example.giveaway.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Lets only those in who know the key: {@code Authorization: Bearer KEY}. Without a key, nobody.
 *
 * <p>It is not the admin's password. That one is guarded by a limit on wrong guesses, which guessing here would go around; this one is
 * too long to be guessed.
 */
@Provider
public class KeyFilter implements ContainerRequestFilter {

    /** The setting that holds the key. */
    static final String SETTING = "giveaway.api.key";

    /** Characters it must have at least. */
    static final int SHORTEST = 32;

    private static final String SCHEME = "Bearer ";

    @Override
    public void filter(ContainerRequestContext request) {
        Optional<String> key = ConfigProvider.getConfig()
                .getOptionalValue(SETTING, String.class)
                .filter(it -> it.length() >= SHORTEST);
        if (key.isEmpty()) {
            request.abortWith(answer(
                    Status.FORBIDDEN,
                    "The API is off. Set " + SETTING + " (GIVEAWAY_API_KEY) to a secret of at least " + SHORTEST
                            + " characters to turn it on.\n"));
        } else if (!isKey(key.get(), request.getHeaderString(HttpHeaders.AUTHORIZATION))) {
            request.abortWith(answer(Status.UNAUTHORIZED, "The header Authorization must be \"Bearer KEY\".\n"));
        }
    }

    private static boolean isKey(String key, String header) {
        // In a time that does not tell how much of it was right.
        return header != null && MessageDigest.isEqual(utf8(SCHEME + key), utf8(header));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Response answer(Status status, String text) {
        Response.ResponseBuilder answer = Response.status(status).entity(text).type(MediaType.TEXT_PLAIN);
        return status == Status.UNAUTHORIZED
                ? answer.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build()
                : answer.build();
    }
}
