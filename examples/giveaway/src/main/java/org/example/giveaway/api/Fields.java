package org.example.giveaway.api;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.io.StringReader;
import java.util.Optional;
import java.util.UUID;

/** What a request says: in its query, or in its body as a JSON object of texts. */
record Fields(MultivaluedMap<String, String> query, JsonObject body) {

    static Fields of(UriInfo uri, String body) {
        if (body.isBlank()) {
            return new Fields(uri.getQueryParameters(), JsonObject.EMPTY_JSON_OBJECT);
        }
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return new Fields(uri.getQueryParameters(), reader.readObject());
        } catch (JsonException malformed) {
            throw refused("the body must be a JSON object");
        }
    }

    Optional<String> text(String name) {
        if (query.containsKey(name)) {
            return Optional.of(query.getFirst(name)).filter(text -> !text.isBlank());
        }
        return Optional.ofNullable(body.get(name))
                .filter(JsonString.class::isInstance)
                .map(value -> ((JsonString) value).getString())
                .filter(text -> !text.isBlank());
    }

    String required(String name) {
        return text(name).orElseThrow(() -> refused(name + " is required, in the query or in a JSON object"));
    }

    UUID uuid(String name) {
        String text = required(name);
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notOne) {
            throw refused(name + " must be a UUID, was " + text);
        }
    }

    private static BadRequestException refused(String why) {
        return new BadRequestException(Response.status(Status.BAD_REQUEST)
                .type(MediaType.TEXT_PLAIN)
                .entity(why + "\n")
                .build());
    }
}
