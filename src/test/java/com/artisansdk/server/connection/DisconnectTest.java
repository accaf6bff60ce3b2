package com.artisansdk.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DisconnectTest {

    static Stream<Disconnect> all() {
        return Stream.of(
                Disconnect.KICKED,
                Disconnect.GOING_AWAY,
                Disconnect.BINARY,
                Disconnect.SILENT,
                Disconnect.MALFORMED,
                Disconnect.FLOODING,
                Disconnect.TOO_BIG,
                Disconnect.RESTART,
                Disconnect.FULL,
                Disconnect.TOO_SLOW);
    }

    @ParameterizedTest
    @MethodSource("all")
    void aReasonFitsIntoACloseFrame(Disconnect disconnect) {
        assertThat(Frame.utf8(disconnect.reason()).remaining()).isLessThanOrEqualTo(123);
        assertThat(disconnect.isSendable()).isTrue();
    }

    @Test
    void thatThereIsNoCloseFrameIsNotSaidInOne() {
        assertThat(Disconnect.LOST.isSendable()).isFalse();
    }
}
