package com.artisansdk.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.AuthorizationRequired;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.protection.OwnedByClient;
import com.artisansdk.server.testing.Connecting;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RulesTest {

    @NoProtection
    record Open() {}

    @AdminProtection
    record Closed() {}

    @ClientProtection
    record Owned(Optional<UUID> owner) implements OwnedByClient {}

    @ClientProtection
    record OwnedByNobodyKnows() {}

    record Unprotected() {}

    private final Connection client = Connecting.number(1);
    private final Connection admin = Connecting.number(2);

    @BeforeEach
    void oneIsAdmin() {
        admin.grantAdmin();
    }

    @Test
    void anybodyMayWhatIsOpen() {
        assertAllowed(client, new Open());
        assertAllowed(admin, new Open());
    }

    @Test
    void onlyAdminsMayWhatIsForAdmins() {
        assertRefused(client, new Closed());
        assertAllowed(admin, new Closed());
    }

    @Test
    void aClientMayWhatIsAboutItself() {
        assertAllowed(client, new Owned(Optional.of(client.id())));
    }

    @Test
    void aClientMayWhatIsAboutWhoeverAsks() {
        assertAllowed(client, new Owned(Optional.empty()));
    }

    @Test
    void onlyAdminsMayWhatIsAboutAnother() {
        assertRefused(client, new Owned(Optional.of(admin.id())));
        assertRefused(client, new Owned(Optional.of(new UUID(9, 9))));
        assertAllowed(admin, new Owned(Optional.of(client.id())));
    }

    @Test
    void whatIsUnprotectedIsRefusedEvenToAdmins() {
        assertRefused(client, new Unprotected());
        assertRefused(admin, new Unprotected());
    }

    @Test
    void whatCannotSayWhomItIsAboutIsRefusedEvenToAdmins() {
        assertRefused(client, new OwnedByNobodyKnows());
        assertRefused(admin, new OwnedByNobodyKnows());
    }

    @Test
    void aRefusalNamesWhatWasRefusedAndCostsNoStackTrace() {
        assertThatExceptionOfType(AuthorizationRequired.class)
                .isThrownBy(() -> Rules.requireAllowed(client, new Closed()))
                .withMessage("Closed requires authorization")
                .satisfies(refusal -> assertThat(refusal.getStackTrace()).isEmpty());
    }

    private static void assertAllowed(Connection connection, Object message) {
        assertThatNoException().isThrownBy(() -> Rules.requireAllowed(connection, message));
    }

    private static void assertRefused(Connection connection, Object message) {
        assertThatExceptionOfType(AuthorizationRequired.class)
                .isThrownBy(() -> Rules.requireAllowed(connection, message));
    }
}
