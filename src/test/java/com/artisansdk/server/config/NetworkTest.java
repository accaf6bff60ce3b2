package com.artisansdk.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.255.255, 11.0.0.0",
        "10.0.0.0/8, 10.0.0.0, 9.255.255.255",
        "192.0.2.128/25, 192.0.2.128, 192.0.2.127",
        "192.0.2.7/31, 192.0.2.6, 192.0.2.8",
        "192.0.2.7, 192.0.2.7, 192.0.2.6",
        "192.0.2.7/32, 192.0.2.7, 192.0.2.6",
        "2001:db8::/32, 2001:db8:ffff::1, 2001:db9::1",
        "2001:db8::/33, 2001:db8:7fff::, 2001:db8:8000::",
        "::1, 0:0:0:0:0:0:0:1, ::2",
        "::1/128, ::1, ::",
        "fe80::/10, fe80::1%eth0, fec0::1",
        "10.0.0.0/8, ::ffff:10.1.2.3, ::ffff:11.1.2.3"
    })
    void holdsTheAddressesOfItsRangeAndNoOther(String range, String inside, String outside) {
        Network network = Network.parse(range).orElseThrow();

        assertThat(network.contains(inside)).isTrue();
        assertThat(network.contains(outside)).isFalse();
    }

    @Test
    void aRangeOfEverythingHoldsEverythingOfItsKindAlone() {
        assertThat(Network.parse("0.0.0.0/0").orElseThrow().contains("255.255.255.255"))
                .isTrue();
        assertThat(Network.parse("0.0.0.0/0").orElseThrow().contains("2001:db8::1"))
                .isFalse();
        assertThat(Network.parse("::/0").orElseThrow().contains("2001:db8::1")).isTrue();
        assertThat(Network.parse("::/0").orElseThrow().contains("192.0.2.1")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "/", "/8", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/x", "10.0.0.0/8/8", "::/129", "10",
                "10.0.0", "10.0.0.0.0", "10.0.0.256", "10.0.0.0:80", "1:2:3", "::g", ":", ":::", "1.2.3.4::", "[::1]"
            })
    void whatIsNoRangeIsNone(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }

    // Each of these would be looked up, and whoever answers would be trusted; a hostile header could keep a thread
    // waiting.
    @ParameterizedTest
    @ValueSource(
            strings = {"localhost", "proxy.example.com", "1.2.3.4.example.com", "...", "1.2.3.999", "1..2.3", "0x7f.1"})
    void aNameIsNeverLookedUp(String name) {
        assertThat(Network.isAddress(name)).isFalse();
        assertThat(Network.parse(name)).isEmpty();
        assertThat(Network.parse("0.0.0.0/0").orElseThrow().contains(name)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"010.0.0.1", "10.0.0.01", "00.0.0.0"})
    void aNumberThatOthersReadAsOctalIsNoAddress(String text) {
        assertThat(Network.isAddress(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "255.255.255.255", "192.0.2.1", "::", "::1", "2001:DB8::1", "::ffff:1.2.3.4"})
    void anAddressIsOne(String text) {
        assertThat(Network.isAddress(text)).isTrue();
    }
}
