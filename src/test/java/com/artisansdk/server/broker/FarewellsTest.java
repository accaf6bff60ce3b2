package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.testing.ManualScheduler;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Sockets wait for their clients' goodbye, but not for ever. */
class FarewellsTest {

    private final ManualScheduler time = new ManualScheduler();
    private final Farewells farewells = new Farewells(time);
    private final AtomicInteger letGo = new AtomicInteger();
    private final Runnable socket = letGo::incrementAndGet;

    @Test
    void whoNeverSaysGoodbyeIsLetGoOfAfterAWhile() {
        assertThat(farewells.begin(socket)).isTrue();
        time.advance(Duration.ofSeconds(9));
        assertThat(letGo).hasValue(0);
        time.advance(Duration.ofSeconds(2));
        assertThat(letGo).hasValue(1);
    }

    @Test
    void whoHasSaidGoodbyeIsNotWaitedFor() {
        farewells.begin(socket);
        farewells.done(socket);
        time.advance(Duration.ofMinutes(1));
        assertThat(letGo).hasValue(0);
    }

    @Test
    void aServerThatGoesAwayLetsGoOfAllAndLetsNobodyWait() {
        farewells.begin(socket);
        farewells.finish(Duration.ZERO);
        assertThat(letGo).hasValue(1);
        assertThat(farewells.begin(socket)).isFalse();
    }

    @Test
    void aServerThatGoesAwayDoesNotWaitForNobody() {
        farewells.begin(socket);
        farewells.done(socket);
        farewells.finish(Duration.ofDays(1));
        assertThat(letGo).hasValue(0);
    }
}
