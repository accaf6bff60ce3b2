package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.topic.Topic;
import java.util.Optional;
import java.util.UUID;

/**
 * What a topic's rule is asked: may this connection subscribe? A picture taken on the loop, which any thread may look at.
 *
 * @param topic what it wants to subscribe to
 * @param connection who asks
 * @param type the type it has, {@code player} for example
 * @param user the application's user behind it, when it has said so
 * @param admin whether it is admin
 * @param data what {@code Subscribe} brought along: for JSON, a {@code jakarta.json.JsonValue}
 */
public record SubscribeRequest(
        Topic topic, UUID connection, String type, Optional<String> user, boolean admin, Optional<Object> data) {

    static SubscribeRequest of(Topic topic, Connection connection, Optional<Object> data) {
        return new SubscribeRequest(
                topic, connection.id(), connection.type(), connection.user(), connection.isAdmin(), data);
    }
}
