package com.artisansdk.server.config;

import com.artisansdk.server.config.ServerConfig.RosterDetails;
import com.artisansdk.server.config.ServerConfig.Slow;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Reads settings, and gathers what is wrong with any of them before it says so. */
final class ConfigReader {

    private final Function<String, Optional<String>> source;
    private final List<String> problems = new ArrayList<>();

    private ConfigReader(Function<String, Optional<String>> source) {
        this.source = source;
    }

    /**
     * Reads all settings.
     *
     * @param source the value of a key, if it is set
     * @throws IllegalArgumentException naming every setting that is wrong, its value, and what it must be
     */
    static ServerConfig read(Function<String, Optional<String>> source) {
        ConfigReader reader = new ConfigReader(source);
        ServerConfig config = new ServerConfig(
                (int) reader.number("server.max.connections", 100, 0, Integer.MAX_VALUE),
                reader.queue(),
                reader.text("server.queue.driver"),
                reader.text("server.key"),
                reader.text("server.jaas.name"),
                reader.text("server.manager"),
                (int) reader.number("server.message.max", 65_536, 1, 16 * 1024 * 1024),
                (int) reader.number("server.rate.limit", 100, 0, 1_000_000),
                (int) reader.number("server.login.attempts", 5, 0, 1_000_000),
                reader.choice("server.roster.details", RosterDetails.OWN),
                Duration.ofMillis(reader.number("server.roster.interval", 100, 0, 3_600_000)),
                (int) reader.number("server.roster.limit", 100, 0, Integer.MAX_VALUE),
                reader.number("server.roster.bandwidth", 10_000_000, 1, Long.MAX_VALUE),
                reader.number("server.outbox.bytes", 1_048_576, 1_024, Integer.MAX_VALUE),
                (int) reader.number("server.outbox.frames", 1_024, 8, Integer.MAX_VALUE),
                reader.choice("server.slow", Slow.CLOSE),
                Duration.ofSeconds(reader.number("server.command.timeout", 10, 1, 3_600)),
                Duration.ofSeconds(reader.number("server.drain", 10, 0, 3_600)),
                reader.time("server.drain.at"),
                reader.truth("server.restart", true),
                reader.networks("server.trusted.proxies"),
                reader.origins("server.origins"));
        if (!reader.problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", reader.problems));
        }
        return config;
    }

    private Optional<String> text(String key) {
        return source.apply(key).map(String::strip).filter(value -> !value.isEmpty());
    }

    private String queue() {
        String name = text("server.queue").orElse("realtime");
        if (!name.matches("[\\w.:/-]+")) {
            problem("server.queue", "a name of letters, digits and . _ - : /", name);
        }
        return name;
    }

    private long number(String key, long byDefault, long least, long most) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        boolean tooMuch = false;
        try {
            BigInteger number = new BigInteger(value.get());
            tooMuch = number.compareTo(BigInteger.valueOf(most)) > 0;
            if (!tooMuch && number.compareTo(BigInteger.valueOf(least)) >= 0) {
                return number.longValue();
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the same complaint.
        }
        // Who is below a bound that nobody meets need not hear of it.
        String upTo = most >= Integer.MAX_VALUE && !tooMuch ? " or more" : " to " + most;
        problem(key, least + upTo, value.get());
        return byDefault;
    }

    private boolean truth(String key, boolean byDefault) {
        Optional<String> value = text(key).map(it -> it.toLowerCase(Locale.ROOT));
        if (value.isPresent() && !List.of("true", "false").contains(value.get())) {
            problem(key, "true or false", value.get());
        }
        return value.map(Boolean::parseBoolean).orElse(byDefault);
    }

    private Optional<Instant> time(String key) {
        Optional<String> value = text(key);
        try {
            return value.map(it -> OffsetDateTime.parse(it).toInstant());
        } catch (DateTimeException notATime) {
            problem(key, "a time such as 2026-11-23T18:30:00Z", value.orElse(""));
            return Optional.empty();
        }
    }

    private <E extends Enum<E>> E choice(String key, E byDefault) {
        Optional<String> value = text(key);
        if (value.isEmpty()) {
            return byDefault;
        }
        E[] choices = byDefault.getDeclaringClass().getEnumConstants();
        Optional<E> chosen = Arrays.stream(choices)
                .filter(choice -> choice.name().equalsIgnoreCase(value.get()))
                .findFirst();
        if (chosen.isEmpty()) {
            List<String> names = Arrays.stream(choices)
                    .map(it -> it.name().toLowerCase(Locale.ROOT))
                    .toList();
            problem(key, String.join(" or ", names), value.get());
        }
        return chosen.orElse(byDefault);
    }

    private List<Network> networks(String key) {
        List<Network> networks = new ArrayList<>();
        for (String part : text(key).orElse("").split("[,\\s]+", -1)) {
            if (!part.isEmpty()) {
                Network.parse(part)
                        .ifPresentOrElse(
                                networks::add,
                                () -> problem(key, "a list of addresses or CIDR ranges such as 10.0.0.0/8", part));
            }
        }
        return List.copyOf(networks);
    }

    private List<String> origins(String key) {
        List<String> origins = new ArrayList<>();
        for (String part : text(key).orElse("").split("[,\\s]+", -1)) {
            if (part.toLowerCase(Locale.ROOT).matches("https?://[^/?#@,]+")) {
                origins.add(part.toLowerCase(Locale.ROOT));
            } else if (!part.isEmpty()) {
                problem(key, "a list of origins such as https://www.example.com, without a path", part);
            }
        }
        return List.copyOf(origins);
    }

    private void problem(String key, String must, String was) {
        problems.add(key + " must be " + must + ", was " + was);
    }
}
