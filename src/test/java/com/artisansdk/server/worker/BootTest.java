package com.artisansdk.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.kernel.ServerDraining;
import com.artisansdk.server.kernel.ServerStarted;
import com.artisansdk.server.kernel.ServerStopping;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BootTest {

    private final Boot boot = new Boot();

    @Test
    void commandsWaitForAServerThatHasNotBootedYet() throws Exception {
        CompletableFuture<Void> waiting = awaitElsewhere();
        assertThat(waiting).isNotDone();

        boot.started(new ServerStarted(Instant.EPOCH));
        waiting.get(20, TimeUnit.SECONDS);
    }

    @Test
    void commandsWaitForAServerThatIsStopped() throws Exception {
        boot.started(new ServerStarted(Instant.EPOCH));
        boot.stopping(new ServerStopping());
        CompletableFuture<Void> waiting = awaitElsewhere();
        assertThat(waiting).isNotDone();

        boot.started(new ServerStarted(Instant.EPOCH));
        waiting.get(20, TimeUnit.SECONDS);
    }

    @Test
    void commandsWaitForAServerThatDrains() throws Exception {
        boot.started(new ServerStarted(Instant.EPOCH));
        boot.draining(new ServerDraining());
        CompletableFuture<Void> waiting = awaitElsewhere();
        assertThat(waiting).isNotDone();

        boot.started(new ServerStarted(Instant.EPOCH));
        waiting.get(20, TimeUnit.SECONDS);
    }

    @Test
    void nothingWaitsForAServerThatRuns() {
        boot.started(new ServerStarted(Instant.EPOCH));

        assertThatNoException().isThrownBy(boot::await);
    }

    @Test
    void whoeverWaitsIsLetGoWhenTheApplicationIsTakenAway() {
        CompletableFuture<Void> waiting = awaitElsewhere();
        boot.release();

        assertThatThrownBy(() -> waiting.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(InterruptedException.class);
    }

    @Test
    void nothingRunsOnAServerThatGoesAwayThoughItStillRuns() {
        boot.started(new ServerStarted(Instant.EPOCH));
        boot.release();

        assertThatThrownBy(boot::await).isInstanceOf(InterruptedException.class);
    }

    private CompletableFuture<Void> awaitElsewhere() {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread waiter = new Thread(() -> {
            try {
                boot.await();
                done.complete(null);
            } catch (InterruptedException released) {
                done.completeExceptionally(released);
            }
        });
        waiter.setDaemon(true);
        waiter.start();
        return done;
    }
}
