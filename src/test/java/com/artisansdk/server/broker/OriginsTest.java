package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

    private static final List<String> OURS = List.of("https://www.example.com", "http://localhost:3000");

    @ParameterizedTest
    @ValueSource(strings = {"https://www.example.com", "HTTPS://WWW.Example.com", "http://localhost:3000"})
    void pagesOfAnOriginThatIsNamedMayConnect(String origin) {
        assertThat(Origins.allow(origin, OURS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://www.example.com",
                "https://example.com",
                "https://www.example.com:8443",
                "https://www.example.com.evil.example",
                "http://localhost",
                "null",
                ""
            })
    void othersMayNot(String origin) {
        assertThat(Origins.allow(origin, OURS)).isFalse();
    }

    @Test
    void anyPageMayConnectWhereNoneIsNamed() {
        assertThat(Origins.allow("https://anybody.example", List.of())).isTrue();
    }

    @Test
    void whatIsNoBrowserTellsNoOriginAndMayConnect() {
        assertThat(Origins.allow(null, OURS)).isTrue();
    }

    @Test
    void theLogShowsNothingThatIsNotPrintableAndNotTooMuchOfIt() {
        assertThat(Origins.shown("http://a\n[b]\u001b é")).isEqualTo("http://a?[b]???");
        assertThat(Origins.shown("x".repeat(5_000))).hasSize(103);
    }
}
