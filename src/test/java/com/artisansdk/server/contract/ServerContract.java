package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** What the parts of the contract share: a stage, and people on it. */
public abstract class ServerContract {

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    /** The stage that this run plays on. */
    protected abstract Stage stage();

    @AfterEach
    void everybodyLeaves() {
        stage().clear();
    }

    /** A client from an address of its own, greeted. */
    protected final Client connects() {
        Client client = stage().connects(anAddress());
        client.isGreeted();
        return client;
    }

    /** An address nobody else has. */
    protected static String anAddress() {
        int number = ADDRESSES.incrementAndGet();
        return "10.1." + number / 250 + "." + (number % 250 + 1);
    }

    /** A client that is admin. */
    protected final Client connectsAsAdmin() {
        Client admin = connects();
        authenticates(admin);
        return admin;
    }

    /** Makes a client admin. */
    protected final void authenticates(Client client) {
        client.says("{'name': 'Authenticate', 'password': '%s'}".formatted(Stage.KEY));
        client.hears("ConnectionAuthenticated");
        client.hears("UpdateConnections");
    }

    /** A join, which everybody else hears as a roster. */
    protected final void joins(Client client, String type, String first, String last) {
        client.says(
                "{'name': 'JoinAs%s', 'registration': {'name': {'first': '%s', 'last': '%s'}, 'email': '%s@example.org'}}"
                        .formatted(type, first, last, first));
        client.hearsEventually("ConnectionRegistered");
        client.hears("UpdateConnections");
    }

    /** Both have heard of the other's arrival, and nothing waits. */
    protected final List<Client> connectTwo() {
        Client first = connects();
        Client second = connects();
        first.hears("UpdateConnections");
        return List.of(first, second);
    }

    /** A member of a roster. */
    protected static JsonObject member(JsonObject roster, UUID id) {
        return roster.getJsonObject("connections").getJsonObject(id.toString());
    }

    /** Every frame has an identity, a name and a time. */
    protected static void assertHeader(JsonObject frame) {
        assertThat(UUID.fromString(frame.getString("id")).version()).isEqualTo(4);
        JsonNumber timestamp = frame.getJsonNumber("timestamp");
        assertThat(timestamp.bigDecimalValue().scale()).isEqualTo(6);
        assertThat(frame.values()).doesNotContain(JsonValue.NULL);
    }
}
