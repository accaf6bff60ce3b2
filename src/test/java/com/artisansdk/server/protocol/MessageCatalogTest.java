package com.artisansdk.server.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.message.client.Authenticate;
import com.artisansdk.server.message.client.DismissNotifications;
import com.artisansdk.server.message.server.UpdateConnections;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.NoProtection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCatalogTest {

    @NoProtection
    record AddPrize(String prize) implements ClientMessage {}

    record Unprotected() implements ClientMessage {}

    @NoProtection
    @AdminProtection
    record Contradictory() implements ClientMessage {}

    @ClientProtection
    record OwnedByNobodyKnows() implements ClientMessage {}

    @NoProtection
    record HasId(String id) implements ClientMessage {}

    @NoProtection
    record HasTimestamp(long timestamp) implements ClientMessage {}

    record HasName(String name) implements ServerMessage {}

    @NoProtection
    static final class NoRecord implements ClientMessage {}

    interface OnlyAKind extends ClientMessage {}

    abstract static class OnlyABeginning implements ClientMessage {}

    static final class Theirs {
        @AdminProtection
        record Authenticate(String token) implements ClientMessage {}

        @NoProtection
        record AddPrize() implements ClientMessage {}

        private Theirs() {}
    }

    @Test
    void aMessageIsFoundByItsSimpleName() {
        MessageCatalog catalog = MessageCatalog.of(List.of(AddPrize.class, Authenticate.class));

        assertThat(catalog.find("AddPrize")).contains(AddPrize.class);
        assertThat(catalog.find("Authenticate")).contains(Authenticate.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "addprize",
                "AddPrize ",
                "AddPrizes",
                "MessageCatalogTest$AddPrize",
                "com.artisansdk.server.message.client.Authenticate",
                "java.lang.String",
                "UpdateConnections"
            })
    void anyOtherNameIsNone(String name) {
        MessageCatalog catalog =
                MessageCatalog.of(List.of(AddPrize.class, Authenticate.class, UpdateConnections.class));

        assertThat(catalog.find(name)).isEmpty();
    }

    @Test
    void whatOnlyMessagesAreMadeOfIsNone() {
        MessageCatalog catalog = MessageCatalog.of(List.of(OnlyAKind.class, OnlyABeginning.class));

        assertThat(catalog.find("OnlyAKind")).isEmpty();
        assertThat(catalog.find("OnlyABeginning")).isEmpty();
    }

    @Test
    void aMessageWithoutProtectionFailsByName() {
        assertRefused(
                "must carry exactly one of @NoProtection, @ClientProtection and @AdminProtection, but carries 0",
                Unprotected.class);
    }

    @Test
    void aMessageUnderTwoProtectionsFails() {
        assertRefused("but carries 2", Contradictory.class);
    }

    @Test
    void aMessageThatCannotSayWhomItIsAboutFails() {
        assertRefused("must implement OwnedByClient", OwnedByNobodyKnows.class);
        assertThatNoException().isThrownBy(() -> MessageCatalog.of(List.of(DismissNotifications.class)));
    }

    @Test
    void aComponentThatEveryFrameHasAlreadyFails() {
        assertRefused("has a component \"id\"", HasId.class);
        assertRefused("has a component \"timestamp\"", HasTimestamp.class);
        assertRefused("has a component \"name\"", HasName.class);
    }

    @Test
    void aMessageThatIsNoRecordFails() {
        assertRefused("is not a record", NoRecord.class);
    }

    @Test
    void theServersOwnMessageOfAnyNameIsAllRight() {
        assertThatNoException().isThrownBy(() -> MessageCatalog.of(List.of(NamedMessage.class)));
    }

    @Test
    void twoMessagesOfOneNameFailAndBothAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCatalog.of(List.of(AddPrize.class, Theirs.AddPrize.class)))
                .withMessageContainingAll(
                        AddPrize.class.getName(), Theirs.AddPrize.class.getName(), "same name on the wire");
    }

    @Test
    void anApplicationsMessageReplacesABuiltInOneWhicheverIsFoundFirst() {
        assertThat(MessageCatalog.of(List.of(Authenticate.class, Theirs.Authenticate.class))
                        .find("Authenticate"))
                .contains(Theirs.Authenticate.class);
        assertThat(MessageCatalog.of(List.of(Theirs.Authenticate.class, Authenticate.class))
                        .find("Authenticate"))
                .contains(Theirs.Authenticate.class);
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCatalog.of(List.of(Unprotected.class, HasId.class, NoRecord.class)))
                .withMessageContainingAll(Unprotected.class.getName(), HasId.class.getName(), NoRecord.class.getName());
    }

    private static void assertRefused(String problem, Class<? extends Message> type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MessageCatalog.of(List.of(type)))
                .withMessageStartingWith("These messages cannot be: " + type.getName())
                .withMessageContaining(problem);
    }
}
