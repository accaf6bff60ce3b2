package com.artisansdk.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.artisansdk.server.config.ServerConfig.RosterDetails;
import com.artisansdk.server.config.ServerConfig.Slow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {

    private final Map<String, String> set = new HashMap<>();

    @Test
    void nothingHasToBeSet() {
        assertThat(read())
                .isEqualTo(new ServerConfig(
                        100,
                        "realtime",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        65_536,
                        100,
                        5,
                        RosterDetails.OWN,
                        Duration.ofMillis(100),
                        100,
                        10_000_000,
                        1_048_576,
                        1_024,
                        Slow.CLOSE,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Optional.empty(),
                        true,
                        List.of(),
                        List.of()));
    }

    @Test
    void everythingMayBeSet() {
        set.putAll(Map.ofEntries(
                Map.entry("server.max.connections", "0"),
                Map.entry("server.queue", "orders.live"),
                Map.entry("server.queue.driver", "java:/JmsXA"),
                Map.entry("server.key", "a key"),
                Map.entry("server.jaas.name", "admins"),
                Map.entry("server.manager", "com.example.Giveaway"),
                Map.entry("server.message.max", "1"),
                Map.entry("server.rate.limit", "0"),
                Map.entry("server.login.attempts", "0"),
                Map.entry("server.roster.details", "Everyone"),
                Map.entry("server.roster.interval", "0"),
                Map.entry("server.roster.limit", "0"),
                Map.entry("server.roster.bandwidth", "1"),
                Map.entry("server.outbox.bytes", "1024"),
                Map.entry("server.outbox.frames", "8"),
                Map.entry("server.slow", "drop"),
                Map.entry("server.command.timeout", "1"),
                Map.entry("server.drain", "0"),
                Map.entry("server.drain.at", "2026-01-01T01:00:00.5+01:00"),
                Map.entry("server.restart", "FALSE"),
                Map.entry("server.trusted.proxies", "10.0.0.0/8, ::1 192.0.2.7"),
                Map.entry("server.origins", "https://www.Example.com, http://localhost:3000")));

        assertThat(read())
                .isEqualTo(new ServerConfig(
                        0,
                        "orders.live",
                        Optional.of("java:/JmsXA"),
                        Optional.of("a key"),
                        Optional.of("admins"),
                        Optional.of("com.example.Giveaway"),
                        1,
                        0,
                        0,
                        RosterDetails.EVERYONE,
                        Duration.ZERO,
                        0,
                        1,
                        1_024,
                        8,
                        Slow.DROP,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        Optional.of(Instant.parse("2026-01-01T00:00:00.500Z")),
                        false,
                        List.of(network("10.0.0.0/8"), network("::1"), network("192.0.2.7")),
                        List.of("https://www.example.com", "http://localhost:3000")));
    }

    @Test
    void whatIsBlankIsNotSet() {
        set.put("server.key", "  ");
        set.put("server.max.connections", "");

        assertThat(read().key()).isEmpty();
        assertThat(read().maxConnections()).isEqualTo(100);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server.max.connections | -5 | server.max.connections must be 0 or more, was -5",
                "server.max.connections | many | server.max.connections must be 0 or more, was many",
                "server.max.connections | 1.5 | server.max.connections must be 0 or more, was 1.5",
                "server.queue | a b | server.queue must be a name of letters, digits and . _ - : /, was a b",
                "server.message.max | 0 | server.message.max must be 1 to 16777216, was 0",
                "server.message.max | 16777217 | server.message.max must be 1 to 16777216, was 16777217",
                "server.rate.limit | -1 | server.rate.limit must be 0 to 1000000, was -1",
                "server.login.attempts | x | server.login.attempts must be 0 to 1000000, was x",
                "server.roster.details | all | server.roster.details must be own or everyone, was all",
                "server.roster.interval | 100ms | server.roster.interval must be 0 to 3600000, was 100ms",
                "server.roster.limit | -1 | server.roster.limit must be 0 or more, was -1",
                "server.roster.bandwidth | 0 | server.roster.bandwidth must be 1 or more, was 0",
                "server.outbox.bytes | 1023 | server.outbox.bytes must be 1024 or more, was 1023",
                "server.outbox.frames | 7 | server.outbox.frames must be 8 or more, was 7",
                "server.slow | maybe | server.slow must be close or drop, was maybe",
                "server.command.timeout | 0 | server.command.timeout must be 1 to 3600, was 0",
                "server.drain | -1 | server.drain must be 0 to 3600, was -1",
                "server.restart | yes | server.restart must be true or false, was yes",
                "server.trusted.proxies | localhost"
                        + " | server.trusted.proxies must be a list of addresses or CIDR ranges such as 10.0.0.0/8, was localhost"
            })
    void aBadValueIsNamedWithItsKeyAndWhatItMustBe(String key, String value, String message) {
        set.put(key, value);

        assertThatIllegalArgumentException().isThrownBy(this::read).withMessage(message);
    }

    @Test
    void allBadValuesAreNamedAtOnce() {
        set.put("server.max.connections", "-5");
        set.put("server.slow", "maybe");
        set.put("server.trusted.proxies", "10.0.0.0/33, proxy.example.com, ::1");

        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessageContainingAll(
                        "server.max.connections must be 0 or more, was -5; ",
                        "server.slow must be close or drop, was maybe; ",
                        "was 10.0.0.0/33; ",
                        "was proxy.example.com");
    }

    @Test
    void whatIsTooMuchIsToldTheMost() {
        set.put("server.max.connections", "3000000000");

        assertThatIllegalArgumentException()
                .isThrownBy(this::read)
                .withMessage("server.max.connections must be 0 to 2147483647, was 3000000000");
    }

    @Test
    void theKeyIsNeverPartOfATextThatCouldBeLogged() {
        set.put("server.key", "hush-hush");

        assertThat(read()).hasToString("ServerConfig[queue=realtime, maxConnections=100, admin=true]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"realtime", "java:/jms/queue/x", "a-b_c.d"})
    void aQueueMayHaveAnyUsualName(String name) {
        set.put("server.queue", name);

        assertThatNoException().isThrownBy(this::read);
    }

    private ServerConfig read() {
        return ConfigReader.read(key -> Optional.ofNullable(set.get(key)));
    }

    private static Network network(String text) {
        return Network.parse(text).orElseThrow();
    }
}
