package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.config.Network;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

    private static final String PROXY = "10.0.0.1";
    private static final List<Network> TRUSTED = trust("10.0.0.0/8", "2001:db8:f::/48");

    @Test
    void withoutAProxyItIsWhoeverConnects() {
        assertThat(of("192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void behindATrustedProxyItIsWhomTheProxyVouchesFor() {
        assertThat(of(PROXY, "192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void whatAnUntrustedPeerClaimsIsNotBelieved() {
        assertThat(of("192.0.2.1", "198.51.100.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void nobodyIsBelievedWhenNobodyIsTrusted() {
        assertThat(ClientAddress.of(PROXY, List.of("192.0.2.1"), List.of())).isEqualTo(PROXY);
    }

    @Test
    void whatTheClientItselfPutThereIsNotBelieved() {
        assertThat(of(PROXY, "127.0.0.1, 10.0.0.9, 192.0.2.1")).isEqualTo("192.0.2.1");
    }

    @Test
    void aChainOfTrustedProxiesIsFollowedToItsEnd() {
        assertThat(of(PROXY, "192.0.2.1, 10.0.0.3, 10.0.0.2")).isEqualTo("192.0.2.1");
    }

    @Test
    void theRightmostUntrustedHopIsTheClient() {
        assertThat(of(PROXY, "192.0.2.1, 198.51.100.1, 10.0.0.2")).isEqualTo("198.51.100.1");
    }

    @Test
    void severalHeadersAreOneChain() {
        assertThat(of(PROXY, "198.51.100.1", "192.0.2.1, 10.0.0.3", "10.0.0.2")).isEqualTo("192.0.2.1");
    }

    @Test
    void whereEverybodyIsTrustedItIsTheFirst() {
        assertThat(of(PROXY, "10.0.0.3, 10.0.0.2")).isEqualTo("10.0.0.3");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "192.0.2.1:5000 | 192.0.2.1",
                "[2001:db8::1]:5000 | 2001:db8::1",
                "[2001:db8::1] | 2001:db8::1",
                "2001:db8::1 | 2001:db8::1",
                "  192.0.2.1  | 192.0.2.1"
            })
    void aPortIsNoPartOfTheAddress(String hop, String address) {
        assertThat(of(PROXY, hop)).isEqualTo(address);
    }

    @Test
    void proxiesSpeakVersionSixToo() {
        assertThat(of("2001:db8:f::1", "2001:db8::7, [2001:db8:f::2]:80")).isEqualTo("2001:db8::7");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                " , ",
                "unknown",
                "_hidden",
                "client.example.com",
                "192.0.2",
                "192.0.2.1.1",
                "192.0.2.999",
                "[",
                "[]",
                "]",
                ":",
                "::::",
                "192.0.2.1;",
                "<script>",
                "for=192.0.2.1",
                "\"192.0.2.1\"",
                "[2001:db8::1",
                "192.0.2.1:80:80"
            })
    void whatIsNoAddressIsWhereBeliefEnds(String header) {
        assertThat(of(PROXY, header)).isEqualTo(PROXY);
        assertThat(of(PROXY, "192.0.2.1, " + header)).isEqualTo(PROXY);
        assertThat(of(PROXY, "192.0.2.1, " + header + ", 10.0.0.2")).isEqualTo("10.0.0.2");
    }

    @Test
    void noHeaderAtAllIsNoHop() {
        assertThat(ClientAddress.of(PROXY, List.of(), TRUSTED)).isEqualTo(PROXY);
    }

    private static String of(String peer, String... forwardedFor) {
        return ClientAddress.of(peer, List.of(forwardedFor), TRUSTED);
    }

    private static List<Network> trust(String... ranges) {
        return Stream.of(ranges).map(Network::parse).map(it -> it.orElseThrow()).toList();
    }
}
