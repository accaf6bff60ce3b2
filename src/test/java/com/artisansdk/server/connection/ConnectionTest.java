package com.artisansdk.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.artisansdk.server.notification.Notification;
import com.artisansdk.server.testing.Connecting;
import com.artisansdk.server.topic.Topic;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionTest {

    private static final Topic TOPIC = new Topic("news", new UUID(7, 7));

    private final Connection connection = Connecting.number(1);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "admin",
                "email",
                "ip_address",
                "name",
                "notifications",
                "resource_id",
                "subscriptions",
                "timestamp",
                "type",
                "uuid"
            })
    void anAttributeMayNotHideAFieldOfTheConnection(String field) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connection.attribute(field, true, View.PUBLIC))
                .withMessageContaining("\"" + field + "\"")
                .withMessageContaining("call it otherwise");
    }

    @Test
    void anAttributeIsReadReplacedAndTakenAway() {
        connection.attribute("prize", "car", View.PUBLIC);
        connection.attribute("prize", "boat", View.FULL);

        assertThat(connection.attribute("prize")).contains("boat");
        assertThat(connection.attributes(View.PUBLIC)).isEmpty();
        assertThat(connection.attributes(View.FULL)).isEqualTo(Map.of("prize", "boat"));

        connection.removeAttribute("prize");
        assertThat(connection.attribute("prize")).isEmpty();
    }

    @Test
    void takingAwayWhatIsNotThereHarmsNobody() {
        connection.removeAttribute("prize");
        connection.unsubscribed(TOPIC);
        connection.clearNotifications();

        assertThat(connection.attributes(View.FULL)).isEmpty();
        assertThat(connection.subscriptions()).isEmpty();
        assertThat(connection.notifications()).isEmpty();
    }

    @Test
    void aNotificationTakesThePlaceOfAnEarlierOneOfTheSameSender() {
        UUID sender = new UUID(5, 5);
        connection.addNotification(new Notification(sender, 1, new UUID(6, 1)));
        connection.addNotification(new Notification(sender, 2, new UUID(6, 2)));

        assertThat(connection.notifications()).isEqualTo(Map.of(sender, new Notification(sender, 2, new UUID(6, 2))));
    }

    @Test
    void itLeavesOnce() {
        assertThat(connection.leave()).isTrue();
        assertThat(connection.isOpen()).isFalse();
        assertThat(connection.leave()).isFalse();
    }

    static Stream<Consumer<Connection>> mutators() {
        return Stream.of(
                it -> it.identify("Alice", "alice@example.com"),
                it -> it.become("winner"),
                it -> it.belongTo("user-1"),
                Connection::grantAdmin,
                it -> it.attribute("prize", "car", View.PUBLIC),
                it -> it.removeAttribute("prize"),
                it -> it.addNotification(new Notification(new UUID(5, 5), 1, new UUID(6, 6))),
                Connection::clearNotifications,
                it -> it.subscribed(TOPIC),
                it -> it.unsubscribed(TOPIC),
                Connection::leave);
    }

    @ParameterizedTest
    @MethodSource("mutators")
    void nothingChangesOffTheLoop(Consumer<Connection> mutator) {
        Connection guarded = Connecting.number(1, () -> {
            throw new IllegalStateException("only on the loop");
        });
        Map<String, Object> before = View.FULL.of(guarded);

        assertThatIllegalStateException().isThrownBy(() -> mutator.accept(guarded));
        assertThat(View.FULL.of(guarded)).isEqualTo(before);
        assertThat(guarded.isOpen()).isTrue();
        assertThat(guarded.user()).isEmpty();
    }

    @Test
    void signsOfLifeComeFromAnyThread() {
        Connection guarded = Connecting.number(1, () -> {
            throw new IllegalStateException("only on the loop");
        });
        guarded.heard(42);

        assertThat(guarded.heard()).isEqualTo(42);
    }
}
