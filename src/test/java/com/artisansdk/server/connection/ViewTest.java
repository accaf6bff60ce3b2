package com.artisansdk.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.notification.Notification;
import com.artisansdk.server.testing.Connecting;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.topic.Topic;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ViewTest {

    private static final Notification NOTIFICATION = new Notification(new UUID(5, 5), 1_767_225_600, new UUID(6, 6));
    private static final Topic TOPIC = new Topic("news", new UUID(7, 7));

    private final Connection alice = Connecting.number(1);

    @Test
    void theFullViewShowsEverything() {
        knowEverything();

        assertThat(View.FULL.of(alice))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("admin", true),
                        Map.entry("email", "alice@example.com"),
                        Map.entry("ip_address", "192.0.2.1"),
                        Map.entry("name", "Alice"),
                        Map.entry("notifications", Map.of(NOTIFICATION.sender(), NOTIFICATION)),
                        Map.entry("resource_id", 1),
                        Map.entry("subscriptions", Map.of(TOPIC.uuid(), TOPIC)),
                        Map.entry("timestamp", ManualScheduler.START.getEpochSecond()),
                        Map.entry("type", "player"),
                        Map.entry("uuid", alice.id()),
                        Map.entry("prize", "car"),
                        Map.entry("note", "for the team")));
    }

    @Test
    void thePublicViewShowsWhoItIsAndNothingPrivate() {
        knowEverything();

        assertThat(View.PUBLIC.of(alice))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "name",
                        "Alice",
                        "subscriptions",
                        Map.of(TOPIC.uuid(), TOPIC),
                        "timestamp",
                        ManualScheduler.START.getEpochSecond(),
                        "type",
                        "player",
                        "uuid",
                        alice.id(),
                        "prize",
                        "car"));
    }

    @Test
    void whoHasNotJoinedHasNeitherNameNorEmail() {
        assertThat(View.FULL.of(alice)).doesNotContainKeys("name", "email").containsEntry("type", "anonymous");
        assertThat(View.PUBLIC.of(alice)).doesNotContainKey("name");
    }

    @Test
    void aPictureStaysAsItWas() {
        knowEverything();
        Map<String, Object> before = View.FULL.of(alice);
        alice.clearNotifications();
        alice.unsubscribed(TOPIC);
        alice.become("winner");

        assertThat(before)
                .containsEntry("notifications", Map.of(NOTIFICATION.sender(), NOTIFICATION))
                .containsEntry("subscriptions", Map.of(TOPIC.uuid(), TOPIC))
                .containsEntry("type", "player");
    }

    private void knowEverything() {
        alice.identify("Alice", "alice@example.com");
        alice.become(Connection.PLAYER);
        alice.belongTo("user-1");
        alice.grantAdmin();
        alice.addNotification(NOTIFICATION);
        alice.subscribed(TOPIC);
        alice.attribute("prize", "car", View.PUBLIC);
        alice.attribute("note", "for the team", View.FULL);
    }
}
