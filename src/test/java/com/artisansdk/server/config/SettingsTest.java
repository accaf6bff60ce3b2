package com.artisansdk.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.artisansdk.server.testing.LogLines;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private final Map<String, String> set = new HashMap<>();
    private final Settings settings = new Settings(key -> Optional.ofNullable(set.get(key)));

    @Test
    void areReadWhenFirstAskedFor() {
        set.put("server.max.connections", "7");

        assertThat(settings.get().maxConnections()).isEqualTo(7);
    }

    @Test
    void aWrongOneFailsTheStart() {
        set.put("server.max.connections", "-7");

        assertThatIllegalArgumentException().isThrownBy(settings::load);
    }

    @Test
    void whatIsChangedCountsAfterARefresh() {
        settings.load();
        set.put("server.max.connections", "7");
        assertThat(settings.get().maxConnections()).isEqualTo(100);

        settings.refresh();
        assertThat(settings.get().maxConnections()).isEqualTo(7);
    }

    @Test
    void whatIsChangedWronglyChangesNothingAndIsSaidOnce() {
        try (LogLines log = LogLines.of(Settings.class)) {
            settings.load();
            set.put("server.max.connections", "-7");
            set.put("server.rate.limit", "7");
            settings.refresh();
            settings.refresh();

            assertThat(settings.get().rateLimit()).isEqualTo(100);
            assertThat(log.lines())
                    .containsExactly("WARNING The settings stay as they were, for"
                            + " server.max.connections must be 0 or more, was -7.");
        }
    }

    @Test
    void whatIsWrongAgainIsSaidAgain() {
        try (LogLines log = LogLines.of(Settings.class)) {
            settings.load();
            set.put("server.slow", "maybe");
            settings.refresh();
            set.remove("server.slow");
            settings.refresh();
            set.put("server.slow", "maybe");
            settings.refresh();

            assertThat(log.lines()).hasSize(2);
        }
    }
}
