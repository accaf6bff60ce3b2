package com.artisansdk.server.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Notifying and dismissing. */
public abstract class NotificationContract extends ServerContract {

    @Test
    void aNotificationIsShownToItsReceiverAlone() {
        List<Client> two = connectTwo();
        Client alice = two.get(0);
        Client bob = two.get(1);
        alice.says("{'name':'NotifyConnection','receiver':'%s','sender':'%s'}".formatted(bob.id(), alice.id()));

        JsonObject frame = bob.hears("UpdateNotifications");
        assertHeader(frame);
        JsonObject notification =
                frame.getJsonObject("notifications").getJsonObject(alice.id().toString());
        assertThat(notification.keySet()).containsExactlyInAnyOrder("sender", "timestamp", "uuid");
        assertThat(notification.getString("sender")).isEqualTo(alice.id().toString());
        assertThat(notification.getJsonNumber("timestamp").isIntegral()).isTrue();
        alice.hearsNothing();
    }

    @Test
    void theSenderIsTheClientItselfWhenItNamesNone() {
        List<Client> two = connectTwo();
        two.get(0)
                .says("{'name':'NotifyConnection','receiver':'%s'}"
                        .formatted(two.get(1).id()));

        assertThat(two.get(1).hears("UpdateNotifications").getJsonObject("notifications"))
                .containsOnlyKeys(two.get(0).id().toString());
    }

    @Test
    void theLatestOfASenderReplacesItsEarlierOnes() {
        List<Client> two = connectTwo();
        String notify = "{'name':'NotifyConnection','receiver':'%s'}"
                .formatted(two.get(1).id());
        two.get(0).says(notify);
        String first = onlyNotification(two.get(1)).getString("uuid");
        two.get(0).says(notify);

        assertThat(onlyNotification(two.get(1)).getString("uuid")).isNotEqualTo(first);
    }

    @Test
    void nobodyButAnAdminSpeaksInAnothersName() {
        Client admin = connectsAsAdmin();
        Client alice = connects();
        Client bob = connects();
        admin.hearsAll();
        alice.hearsAll();
        String forged = "{'name':'NotifyConnection','receiver':'%s','sender':'%s'}".formatted(bob.id(), admin.id());

        alice.says(forged);
        alice.hears("PromptForAuthentication");
        bob.hearsNothing();

        String granted = "{'name':'NotifyConnection','receiver':'%s','sender':'%s'}".formatted(bob.id(), alice.id());
        admin.says(granted);
        assertThat(bob.hears("UpdateNotifications").getJsonObject("notifications"))
                .containsOnlyKeys(alice.id().toString());
    }

    @Test
    void whoIsNotThereCannotBeNotified() {
        Client alice = connects();
        String nobody = UUID.randomUUID().toString();
        alice.says("{'name':'NotifyConnection','id':'n1','receiver':'%s'}".formatted(nobody));

        JsonObject told = alice.isTold("NotFound", 404);
        assertThat(told.getString("message")).contains(nobody);
        assertThat(told.getString("reply_to")).isEqualTo("n1");
    }

    @Test
    void aClientDismissesItsOwnNotifications() {
        List<Client> two = connectTwo();
        Client bob = two.get(1);
        two.get(0).says("{'name':'NotifyConnection','receiver':'%s'}".formatted(bob.id()));
        bob.hears("UpdateNotifications");
        bob.says("{'name':'DismissNotifications','connection':'%s'}".formatted(bob.id()));

        assertThat(bob.hears("UpdateNotifications").get("notifications")).isEqualTo(JsonValue.EMPTY_JSON_OBJECT);
    }

    @Test
    void onlyAnAdminDismissesAnothers() {
        Client admin = connectsAsAdmin();
        Client alice = connects();
        Client bob = connects();
        admin.hearsAll();
        alice.hearsAll();
        String dismiss = "{'name':'DismissNotifications','connection':'%s'}".formatted(bob.id());

        alice.says(dismiss);
        alice.hears("PromptForAuthentication");
        admin.says(dismiss);
        bob.hears("UpdateNotifications");
        admin.hearsNothing();
    }

    @Test
    void aStrangerIsPromptedEvenForAConnectionThatIsNotThere() {
        Client alice = connects();
        alice.says("{'name':'DismissNotifications','connection':'%s'}".formatted(UUID.randomUUID()));
        alice.hears("PromptForAuthentication");
    }

    private static JsonObject onlyNotification(Client client) {
        JsonObject notifications = client.hears("UpdateNotifications").getJsonObject("notifications");
        assertThat(notifications).hasSize(1);
        return notifications.values().iterator().next().asJsonObject();
    }
}
