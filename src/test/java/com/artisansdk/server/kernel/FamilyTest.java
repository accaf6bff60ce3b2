package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ending a program and all it has started. */
@Timeout(60)
class FamilyTest {

    private static final Duration LONG = Duration.ofSeconds(50);
    private static final String STUBBORN = "trap '' TERM; while true; do sleep 1000; done";

    private Family family = start("true");

    private static Family start(String script) {
        try {
            return Family.start(new ProcessBuilder("sh", "-c", script));
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void startWith(int members, String script) {
        family = start(script);
        await().until(() -> family.members().size() == members);
    }

    /** Whoever was killed dies soon, not at once. */
    private void untilNobodyIsLeft() {
        await().until(() -> family.members().isEmpty());
    }

    @AfterEach
    void nobodyIsLeft() {
        family.end(Duration.ZERO);
        untilNobodyIsLeft();
    }

    @Test
    void aProgramAloneIsItsFamily() {
        startWith(1, "exec sleep 1000");
        assertThat(family.members()).containsExactly(family.eldest().toHandle());

        assertThat(family.end(LONG)).isTrue();
        untilNobodyIsLeft();
    }

    @Test
    void childrenAndTheirsBelongToIt() {
        startWith(3, "sh -c 'sleep 1000; true'; true");

        assertThat(family.end(LONG)).isTrue();
        untilNobodyIsLeft();
    }

    @Test
    void thoseWhoseParentHasEndedBelongToItToo() {
        startWith(2, "sleep 1000 & setsid sleep 1000 &");
        assertThat(family.eldest().isAlive()).isFalse();

        assertThat(family.end(LONG)).isTrue();
        untilNobodyIsLeft();
    }

    @Test
    void familiesOfTheSameProgramAreKeptApart() {
        startWith(1, "exec sleep 1000");
        Family other = start("exec sleep 1000");
        Set<ProcessHandle> others = other.members();
        family.end(LONG);

        assertThat(others).containsExactly(other.eldest().toHandle()).allMatch(ProcessHandle::isAlive);
        other.end(LONG);
    }

    @Test
    void whoDoesNotGoWhenAskedIsKilled() {
        startWith(2, STUBBORN);

        assertThat(family.end(Duration.ofMillis(100))).isFalse();
        untilNobodyIsLeft();
    }

    @Test
    void whoIsHurriedKillsAtOnce() throws Exception {
        startWith(3, STUBBORN.replace("sleep 1000", "sh -c \"trap '' TERM; sleep 1000; true\" & wait"));
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread ending = new Thread(() -> {
            family.end(LONG);
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        ending.start();
        await().until(() -> ending.getState() == Thread.State.TIMED_WAITING);
        ending.interrupt();

        assertThat(interrupted.get()).as("and the interrupt is not lost").isTrue();
        untilNobodyIsLeft();
    }

    @Test
    void whoHasEndedNeedsNoEnd() {
        startWith(0, "exit 3");

        assertThat(family.end(LONG)).isTrue();
        assertThat(family.eldest().exitValue()).isEqualTo(3);
    }
}
