package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import com.artisansdk.server.testing.SteppedExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PromiseTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final SteppedExecutor elsewhere = new SteppedExecutor();
    private final SmallServer server = SmallServer.started().with(elsewhere);
    private final Client alice = server.open();
    private final List<Object> heard = new ArrayList<>();
    private LogLines log = LogLines.of(Promise.class);

    @BeforeEach
    void look() {
        log.close();
        log = LogLines.of(Promise.class);
    }

    @AfterEach
    void nothingElseWasLogged() {
        log.close();
        assertThat(log.lines()).isEmpty();
    }

    private void assertLogged(String line) {
        assertThat(log.lines()).containsExactly("ERROR " + line);
        look();
    }

    private void assertUnheardFailureLogged() {
        assertLogged("A promise failed, and nobody listens: add whenFailed(...).");
    }

    @Test
    void workIsDoneOffTheLoopAndItsValueArrivesOnIt() {
        server.onLoop(() -> server.manager()
                .promise(() -> {
                    assertThat(server.loop().isCurrent()).isFalse();
                    return "value";
                })
                .whenDone(value ->
                        heard.add(value + " on the loop: " + server.loop().isCurrent())));
        assertThat(heard).isEmpty();

        work();
        assertThat(heard).containsExactly("value on the loop: true");
    }

    @Test
    void aChainGoesFromValueToValue() {
        server.onLoop(() -> server.manager()
                .promise(() -> 20)
                .then(value -> value + 1)
                .whenDone(heard::add)
                .then(value -> "twice is " + 2 * value)
                .whenDone(heard::add));
        work();

        assertThat(heard).containsExactly(21, "twice is 42");
    }

    @Test
    void aChainMayWaitForMoreSlowWork() {
        server.onLoop(() -> server.manager()
                .promise(() -> "user 7")
                .thenPromise(user -> server.manager().promise(() -> user + "'s orders"))
                .whenDone(heard::add));
        elsewhere.runAll();
        server.settle();
        assertThat(heard).isEmpty();

        work();
        assertThat(heard).containsExactly("user 7's orders");
    }

    @Test
    void callbacksComeInTheirOrderAndLateOnesAtOnce() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            promise.whenDone(value -> heard.add("first"));
            promise.whenDone(value -> heard.add("second"));
        });
        work();
        server.onLoop(() -> {
            promise.whenDone(value -> heard.add("late " + value));
            heard.add("behind");
        });

        assertThat(heard).containsExactly("first", "second", "late value", "behind");
        assertThat(promise.isSettled()).isTrue();
    }

    @Test
    void workMayComeToNothing() {
        server.onLoop(() -> server.manager()
                .promise(() -> {
                    heard.add("done");
                    return null;
                })
                .whenDone(nothing -> heard.add("nothing: " + (nothing == null))));
        work();

        assertThat(heard).containsExactly("done", "nothing: true");
    }

    @Test
    void aFailureReachesWhoeverListens() {
        IOException failure = new IOException("no line");
        server.onLoop(() -> server.manager()
                .promise(() -> {
                    throw failure;
                })
                .whenDone(value -> heard.add("done"))
                .whenFailed(heard::add));
        work();

        assertThat(heard).containsExactly(failure);
    }

    @Test
    void aFailurePassesDownTheChainPastWhatItMakesPointless() {
        IOException failure = new IOException("no line");
        server.onLoop(() -> server.manager()
                .promise(() -> {
                    throw failure;
                })
                .then(value -> heard.add("then"))
                .thenPromise(value -> server.manager().promise(() -> heard.add("promise")))
                .whenFailed(heard::add));
        work();

        assertThat(heard).containsExactly(failure);
    }

    @Test
    void theFailureOfInnerWorkIsTheChains() {
        IOException failure = new IOException("no line");
        server.onLoop(() -> server.manager()
                .promise(() -> "user 7")
                .thenPromise(user -> server.manager().promise(() -> {
                    throw failure;
                }))
                .whenFailed(heard::add));
        work();

        assertThat(heard).containsExactly(failure);
    }

    @Test
    void aFunctionThatThrowsFailsWhatFollows() {
        IllegalStateException thrown = new IllegalStateException("odd");
        server.onLoop(() -> server.manager()
                .promise(() -> 1)
                .then(value -> {
                    throw thrown;
                })
                .whenFailed(heard::add));
        work();

        assertThat(heard).containsExactly(thrown);
    }

    @Test
    void aFunctionThatFailsByAnErrorDoesNotLeaveTheChainWaiting() {
        AssertionError thrown = new AssertionError("odd");
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            promise.then(value -> {
                        throw thrown;
                    })
                    .whenFailed(heard::add);
            promise.whenDone(value -> heard.add("the other branch"));
        });
        work();

        assertThat(heard).containsExactly(thrown, "the other branch");
    }

    @Test
    void aCallbackThatThrowsIsAFailureOfWhatFollowsAndTheOthersRun() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            promise.whenDone(value -> {
                throw new IllegalStateException("odd");
            });
            promise.whenDone(value -> heard.add("second"));
        });
        work();

        assertThat(heard).containsExactly("second");
        assertUnheardFailureLogged();
    }

    @Test
    void aFailureCallbackThatThrowsIsLoggedAndTheOthersRun() {
        Promise<String> promise = failing();
        server.onLoop(() -> {
            promise.whenFailed(failure -> {
                throw new IllegalStateException("odd");
            });
            promise.whenFailed(failure -> heard.add("second"));
        });
        work();

        assertThat(heard).containsExactly("second");
        assertLogged("A promise's callback failed.");
    }

    @Test
    void aFailureThatNobodyListensToIsLogged() {
        failing();
        work();

        assertUnheardFailureLogged();
    }

    @Test
    void atTheEndOfAChainItIsLoggedOnce() {
        Promise<String> promise = failing();
        server.onLoop(() -> promise.then(String::length).whenDone(heard::add));
        work();

        assertThat(heard).isEmpty();
        assertUnheardFailureLogged();
    }

    @Test
    void aFailureThatWasHeardIsNotLoggedFurtherDown() {
        Promise<String> promise = failing();
        server.onLoop(() -> promise.whenFailed(heard::add)
                .whenDone(heard::add)
                .thenPromise(value -> server.manager().promise(() -> value))
                .unlessClosed(alice.connection())
                .whenDone(heard::add));
        work();

        assertThat(heard).hasSize(1);
    }

    @Test
    void cancelledItFailsAtOnceAndItsWorkIsNotBegun() {
        Promise<String> promise = server.ask(() -> server.manager().promise(() -> {
            heard.add("work");
            return "value";
        }));
        server.onLoop(() -> {
            promise.whenDone(heard::add).whenFailed(failure -> heard.add(failure.getClass()));
            assertThat(promise.cancel()).isTrue();
            assertThat(promise.cancel()).isFalse();
            assertThat(promise.isSettled()).isTrue();
        });
        work();

        assertThat(heard).containsExactly(CancellationException.class);
    }

    @Test
    void whatIsDoneCannotBeCancelled() {
        Promise<String> promise = promise("value");
        work();
        server.onLoop(() -> {
            assertThat(promise.cancel()).isFalse();
            promise.whenDone(heard::add);
        });

        assertThat(heard).containsExactly("value");
    }

    @Test
    void whatIsDoneButNotYetKnownCanStillBeCancelled() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            promise.whenDone(heard::add).whenFailed(failure -> heard.add(failure.getClass()));
            elsewhere.runAll();
            promise.cancel();
        });

        assertThat(heard).containsExactly(CancellationException.class);
    }

    @Test
    void cancellingTheEndOfAChainCancelsItsWork() {
        server.onLoop(() -> server.manager()
                .promise(() -> heard.add("work"))
                .then(value -> heard.add("then"))
                .whenFailed(failure -> heard.add(failure.getClass()))
                .cancel());
        work();

        assertThat(heard).containsExactly(CancellationException.class);
    }

    @Test
    void cancellingTheEndOfAChainCancelsTheWorkItHasComeTo() {
        Promise<Boolean> chain = server.ask(() -> server.manager()
                .promise(() -> "user 7")
                .thenPromise(user -> server.manager().promise(() -> heard.add("inner"))));
        elsewhere.runNext();
        server.settle();
        server.onLoop(chain::cancel);
        work();

        assertThat(heard).isEmpty();
    }

    @Test
    void whatIsCancelledByACallbackBesideItDoesNotGoOn() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            List<Promise<?>> second = new ArrayList<>();
            promise.whenDone(value -> second.get(0).cancel());
            second.add(promise.thenPromise(value -> server.manager().promise(() -> heard.add("slow"))));
        });
        work();

        assertThat(heard).isEmpty();
    }

    @Test
    void workThatIsUnderWayIsInterrupted() throws InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        server.with(thread);
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Promise<String> promise = server.ask(() -> server.manager().promise(() -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
            return "value";
        }));
        begun.await();
        server.onLoop(() ->
                promise.whenFailed(failure -> heard.add(failure.getClass())).within(SECOND));
        server.pass(SECOND);

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(heard).containsExactly(TimeoutException.class);
        thread.shutdown();
        assertThat(thread.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        server.settle();
        assertThat(heard).hasSize(1);
    }

    @Test
    void whatTakesTooLongFailsByATimeout() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> promise.within(SECOND).whenDone(heard::add).whenFailed(heard::add));
        server.pass(SECOND);
        work();

        assertThat(heard)
                .singleElement()
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(TimeoutException.class)
                .hasMessage("no answer within 1000 ms");
    }

    @Test
    void aTimeoutAtTheEndOfAChainIsForAllOfIt() {
        AtomicInteger inner = new AtomicInteger();
        server.onLoop(() -> server.manager()
                .promise(() -> "user 7")
                .thenPromise(user -> server.manager().promise(inner::incrementAndGet))
                .within(SECOND)
                .whenFailed(failure -> heard.add(failure.getClass())));
        elsewhere.runNext();
        server.settle();
        server.pass(SECOND);
        work();

        assertThat(heard).containsExactly(TimeoutException.class);
        assertThat(inner).hasValue(0);
    }

    @Test
    void whatIsDoneInTimeLeavesNoTimerBehind() {
        int before = server.time().waiting();
        Promise<String> promise = promise("value");
        server.onLoop(() -> promise.within(SECOND).whenDone(heard::add));
        assertThat(server.time().waiting()).isEqualTo(before + 1);
        work();

        assertThat(heard).containsExactly("value");
        assertThat(server.time().waiting()).isEqualTo(before);
    }

    @Test
    void whoIsStillThereHears() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> promise.unlessClosed(alice.connection()).whenDone(heard::add));
        work();

        assertThat(heard).containsExactly("value");
    }

    @Test
    void whoIsStillThereHearsOfAFailure() {
        Promise<String> promise = failing();
        server.onLoop(() -> promise.unlessClosed(alice.connection()).whenFailed(heard::add));
        work();

        assertThat(heard).hasSize(1);
    }

    @Test
    void forWhoHasClosedNothingIsCalledDownTheWholeChain() {
        Promise<String> promise = promise("value");
        Promise<String> other = failing();
        List<Promise<?>> ends = new ArrayList<>();
        server.onLoop(() -> {
            ends.add(promise.unlessClosed(alice.connection()).then(heard::add).whenFailed(heard::add));
            ends.add(other.unlessClosed(alice.connection()).whenDone(heard::add).whenFailed(heard::add));
        });
        server.close(alice);
        work();

        assertThat(heard).isEmpty();
        assertThat(ends).allMatch(Promise::isSettled);
    }

    @Test
    void forWhoHasClosedNoTimeoutComesLater() {
        int before = server.time().waiting();
        Promise<String> promise = promise("value");
        server.onLoop(() -> promise.unlessClosed(alice.connection())
                .within(SECOND)
                .then(value -> value + "!")
                .within(SECOND)
                .whenFailed(heard::add));
        server.close(alice);
        server.pass(Policy.DEFAULT.rosterInterval());
        work();
        assertThat(server.time().waiting()).isEqualTo(before);
        server.pass(SECOND);

        assertThat(heard).isEmpty();
    }

    @Test
    void forWhoHasClosedATimeoutThatComesFirstIsNotHeardEither() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> promise.unlessClosed(alice.connection())
                .within(SECOND)
                .then(value -> value + "!")
                .whenDone(heard::add)
                .whenFailed(heard::add));
        server.close(alice);
        server.pass(SECOND);
        work();

        assertThat(heard).isEmpty();
    }

    @Test
    void whoClosesDuringTheNextStepOfAChainHearsNoMoreOfIt() {
        Promise<String> promise = promise("user 7");
        server.onLoop(() -> promise.unlessClosed(alice.connection())
                .thenPromise(user -> server.manager().promise(() -> user + "'s orders"))
                .whenDone(heard::add));
        elsewhere.runNext();
        server.settle();
        server.close(alice);
        work();

        assertThat(heard).isEmpty();
    }

    @Test
    void otherBranchesHearThoughTheConnectionHasClosed() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            promise.unlessClosed(alice.connection()).whenDone(value -> heard.add("for alice"));
            promise.whenDone(value -> heard.add("for the record"));
        });
        server.close(alice);
        work();

        assertThat(heard).containsExactly("for the record");
    }

    @Test
    void aRestartCancelsWhatIsUnderWay() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            promise.whenDone(heard::add).whenFailed(failure -> heard.add(failure.getClass()));
            server.manager().restart();
        });
        work();

        assertThat(heard).containsExactly(CancellationException.class);
    }

    @Test
    void aRestartCancelsWhatIsDoneButNotYetKnown() {
        Promise<String> promise = promise("value");
        server.onLoop(() -> {
            promise.whenDone(heard::add).whenFailed(failure -> heard.add(failure.getClass()));
            elsewhere.runAll();
            server.manager().restart();
        });
        server.settle();

        assertThat(heard).containsExactly(CancellationException.class);
    }

    @Test
    void whoTriesAgainWhenItFailsDoesNotKeepTheServerFromStopping() {
        server.onLoop(() -> {
            tryAndTry();
            server.manager().restart();
        });
        assertThat(heard).containsExactly("failed");
        work();
        server.pass(SECOND.multipliedBy(10));
        work();

        assertThat(heard).as("nor goes on in the next boot").containsExactly("failed");
    }

    private void tryAndTry() {
        server.manager().promise(() -> heard.add("work")).whenFailed(failure -> {
            heard.add("failed");
            server.manager().delay(SECOND, manager -> tryAndTry());
            server.manager().every(SECOND, manager -> tryAndTry());
            tryAndTry();
        });
    }

    @Test
    void withoutThreadsItFailsAndItsCallersHear() {
        elsewhere.shutDown();
        Promise<String> promise = server.ask(() -> {
            Promise<String> begun = server.manager().promise(() -> "value");
            assertThat(begun.isSettled()).isFalse();
            return begun.whenFailed(heard::add);
        });

        assertThat(promise.isSettled()).isTrue();
        assertThat(heard).singleElement().isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void offTheLoopItCannotBeTouched() {
        assertThatIllegalStateException().isThrownBy(() -> server.manager().promise(() -> 1));
        Promise<String> promise = promise("value");
        assertThatIllegalStateException().isThrownBy(() -> promise.whenDone(heard::add));
        assertThatIllegalStateException().isThrownBy(promise::cancel);
        work();

        assertThat(heard).isEmpty();
    }

    private Promise<String> promise(String value) {
        return server.ask(() -> server.manager().promise(() -> value));
    }

    private Promise<String> failing() {
        return server.ask(() -> server.manager().promise(() -> {
            throw new IOException("no line");
        }));
    }

    /** Does all slow work there is, and what it leads to. */
    private void work() {
        do {
            elsewhere.runAll();
            server.settle();
        } while (elsewhere.waiting() > 0);
    }
}
