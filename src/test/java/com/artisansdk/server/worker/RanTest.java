package com.artisansdk.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RanTest {

    private final Ran ran = new Ran();

    @Test
    void whatRanIsKnownAgainAndNothingElse() throws JMSException {
        String id = "ID:" + UUID.randomUUID();
        ran.add(FakeMessages.identified(id));

        assertThat(ran.contains(FakeMessages.identified(id))).isTrue();
        assertThat(ran.contains(FakeMessages.identified("ID:" + UUID.randomUUID())))
                .isFalse();
    }

    @Test
    void theOldestAreForgottenFirst() throws JMSException {
        List<Message> all = new ArrayList<>();
        for (int i = 0; i <= Ran.KEPT; i++) {
            Message message = FakeMessages.identified("ID:" + UUID.randomUUID());
            all.add(message);
            ran.add(message);
        }

        assertThat(ran.contains(all.get(0))).isFalse();
        assertThat(ran.contains(all.get(1))).isTrue();
        assertThat(ran.contains(all.get(Ran.KEPT))).isTrue();
    }

    @Test
    void whatRanTwiceIsStillForgottenInItsTurnAndPushesNobodyOut() throws JMSException {
        Message first = FakeMessages.identified("ID:" + UUID.randomUUID());
        ran.add(first);
        for (int i = 1; i < Ran.KEPT; i++) {
            ran.add(FakeMessages.identified("ID:" + UUID.randomUUID()));
        }
        ran.add(first);

        assertThat(ran.contains(first)).isTrue();
    }

    /** A sender that chooses these may use one for two commands, and both must run. */
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "ID:1",
                "ID:AMQP_ULONG:7",
                "ID:AMQP_STRING:5e9f2c1a-0b7d-4f7a-9d0e-3c1b2a495867",
                "5e9f2c1a-0b7d-4f7a-9d0e-3c1b2a495867"
            })
    void anIdentityThatIsNotTheBrokersOwnIsNotRemembered(String id) throws JMSException {
        ran.add(FakeMessages.identified(id));

        assertThat(ran.contains(FakeMessages.identified(id))).isFalse();
    }
}
