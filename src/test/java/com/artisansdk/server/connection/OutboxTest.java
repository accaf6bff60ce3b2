package com.artisansdk.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Outbox.Limits;
import com.artisansdk.server.connection.Outbox.Overflow;
import com.artisansdk.server.connection.Outbox.Verdict;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.PlainLane;
import com.artisansdk.server.testing.RecordingWire;
import com.artisansdk.server.testing.SteppedExecutor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final Limits ROOMY = new Limits(1 << 20, 1_024, Overflow.CLOSE);

    private final ManualScheduler time = new ManualScheduler();
    private final SteppedExecutor lane = new SteppedExecutor();
    private final Traffic traffic = new Traffic();
    private final List<Disconnect> ends = new ArrayList<>();

    @Nested
    class Writing {

        private final RecordingWire wire = RecordingWire.held();
        private final Outbox outbox = outbox(wire, ROOMY);

        @Test
        void nothingIsWrittenOnTheCallersThread() {
            assertThat(outbox.offer(Frame.of("a"))).isEqualTo(Verdict.QUEUED);

            assertThat(wire.frames()).isEmpty();
            lane.runAll();
            assertThat(wire.texts()).containsExactly("a");
        }

        @Test
        void oneWriteIsInFlightAtATime() {
            offer(outbox, "a", "b");
            lane.runAll();
            offer(outbox, "c");
            lane.runAll();

            assertThat(wire.texts()).containsExactly("a", "b");
            wire.complete();
            lane.runAll();
            assertThat(wire.texts()).containsExactly("a", "b", "c");
            assertThat(wire.mostInFlight()).isEqualTo(1);
        }

        @Test
        void framesThatHadToWaitLeaveTogether() {
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b", "c", "d");
            wire.complete();
            lane.runAll();

            assertThat(wire.writes()).hasSize(2);
            assertThat(wire.writes().get(1)).extracting(Frame::text).containsExactly("b", "c", "d");
        }

        @Test
        void aWriteTakesNoMoreFramesThanABatchHolds() {
            IntStream.rangeClosed(0, Backlog.BATCH_FRAMES).forEach(i -> outbox.offer(Frame.of("f" + i)));
            lane.runAll();

            assertThat(wire.writes()).hasSize(1);
            assertThat(wire.writes().get(0)).hasSize(Backlog.BATCH_FRAMES);
        }

        @Test
        void aWriteTakesNoMoreBytesThanABatchHolds() {
            String half = "x".repeat(Backlog.BATCH_BYTES / 2);
            offer(outbox, half, half, "y");
            lane.runAll();

            assertThat(wire.texts()).containsExactly(half, half);
        }

        @Test
        void aFrameBiggerThanABatchIsWrittenByItself() {
            String big = "x".repeat(Backlog.BATCH_BYTES + 1);
            offer(outbox, big, "y");
            lane.runAll();

            assertThat(wire.texts()).containsExactly(big);
        }

        @Test
        void whatIsInFlightCountsUntilItIsWritten() {
            offer(outbox, "four", "€");
            lane.runAll();

            assertThat(outbox.bytes()).isEqualTo(7);
            assertThat(outbox.frames()).isEqualTo(2);
            wire.complete();
            assertThat(outbox.bytes()).isZero();
            assertThat(outbox.frames()).isZero();
        }

        @Test
        void tellsForHowLongAWriteHasBeenInFlight() {
            assertThat(outbox.writingFor(time.nanos())).isZero();
            offer(outbox, "a");
            lane.runAll();
            time.advance(Duration.ofSeconds(3));

            assertThat(outbox.writingFor(time.nanos()))
                    .isEqualTo(Duration.ofSeconds(3).toNanos());
            wire.complete();
            assertThat(outbox.writingFor(time.nanos())).isZero();
        }

        @Test
        void aPingTakesItsTurnLikeAnyOtherWrite() {
            offer(outbox, "a");
            outbox.offer(Frame.PING);
            offer(outbox, "b");
            lane.runAll();

            assertThat(wire.frames()).containsExactly(Frame.of("a"), Frame.PING, Frame.of("b"));
        }

        @Test
        void onlyOnePingWaitsAtATime() {
            offer(outbox, "a");
            lane.runAll();
            outbox.offer(Frame.PING);

            assertThat(outbox.offer(Frame.PING)).isEqualTo(Verdict.REPLACED);
            assertThat(outbox.frames()).isEqualTo(2);
        }

        @Test
        void aWriteThatCompletesAtOnceDoesNotRecurse() {
            wire.release();
            IntStream.range(0, 100_000).forEach(i -> {
                outbox.offer(Frame.of("f" + i));
                if (i % 1_000 == 0) {
                    lane.runAll();
                }
            });
            lane.runAll();

            assertThat(wire.texts()).hasSize(100_000).startsWith("f0").endsWith("f99999");
            assertThat(ends).isEmpty();
        }

        @Test
        void aBacklogOfWritesThatCompleteAtOnceDoesNotRecurse() {
            Outbox endless = outbox(wire, new Limits(Long.MAX_VALUE, Integer.MAX_VALUE, Overflow.CLOSE));
            wire.release();
            IntStream.range(0, 100_000).forEach(i -> endless.offer(Frame.of("f" + i)));
            lane.runAll();

            assertThat(wire.texts()).hasSize(100_000).endsWith("f99999");
            assertThat(endless.bytes()).isZero();
        }

        @Test
        void aLaneThatRunsAtOnceDoesNotRecurseEither() {
            Outbox direct = new Outbox(wire, PlainLane.inline(), ROOMY, time::nanos, traffic, ends::add);
            wire.release();
            IntStream.range(0, 100_000).forEach(i -> direct.offer(Frame.of("f" + i)));

            assertThat(wire.texts()).hasSize(100_000);
        }

        @Test
        void aCallbackThatIsCalledTwiceCountsOnce() {
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b");
            Consumer<Optional<Throwable>> done = wire.complete();
            lane.runAll();
            done.accept(Optional.empty());
            done.accept(Optional.of(new IOException("late")));
            lane.runAll();

            assertThat(wire.texts()).containsExactly("a", "b");
            assertThat(outbox.bytes()).isEqualTo(1);
            assertThat(ends).isEmpty();
        }

        private void offer(Outbox to, String... texts) {
            OutboxTest.offer(to, texts);
        }
    }

    @Nested
    class TooSlow {

        private final RecordingWire wire = RecordingWire.held();

        @Test
        void aSlowConsumerIsDisconnectedAndItsBacklogFreed() {
            Outbox outbox = outbox(wire, new Limits(1_000, 3, Overflow.CLOSE));
            offer(outbox, "a", "b", "c");

            assertThat(outbox.offer(Frame.of("d"))).isEqualTo(Verdict.OVERFLOWED);
            assertThat(outbox.bytes()).isZero();
            lane.runAll();
            assertThat(wire.frames()).isEmpty();
            assertThat(wire.closes()).containsExactly(Disconnect.TOO_SLOW);
            assertThat(ends).containsExactly(Disconnect.TOO_SLOW);
        }

        @Test
        void aSlowConsumerIsDisconnectedThoughItsWriteNeverEnds() {
            Outbox outbox = outbox(wire, new Limits(1_000, 3, Overflow.CLOSE));
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b", "c");

            assertThat(outbox.offer(Frame.of("d"))).isEqualTo(Verdict.OVERFLOWED);
            lane.runAll();
            assertThat(wire.closes()).containsExactly(Disconnect.TOO_SLOW);
            assertThat(ends).containsExactly(Disconnect.TOO_SLOW);
        }

        @Test
        void theWriteThatWasInFlightMayEndLateAndNothingFollows() {
            Outbox outbox = outbox(wire, new Limits(1_000, 2, Overflow.CLOSE));
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b", "c");
            lane.runAll();
            wire.complete();
            lane.runAll();

            assertThat(wire.texts()).containsExactly("a");
            assertThat(wire.closes()).containsExactly(Disconnect.TOO_SLOW);
            assertThat(outbox.bytes()).isZero();
        }

        @Test
        void bytesAreBoundedToTheByte() {
            Outbox outbox = outbox(wire, new Limits(6, 100, Overflow.CLOSE));

            assertThat(outbox.offer(Frame.of("€€"))).isEqualTo(Verdict.QUEUED);
            assertThat(outbox.offer(Frame.of("x"))).isEqualTo(Verdict.OVERFLOWED);
        }

        @Test
        void bytesInFlightCount() {
            Outbox outbox = outbox(wire, new Limits(6, 100, Overflow.CLOSE));
            offer(outbox, "four");
            lane.runAll();

            assertThat(outbox.offer(Frame.of("xx"))).isEqualTo(Verdict.QUEUED);
            assertThat(outbox.offer(Frame.of("x"))).isEqualTo(Verdict.OVERFLOWED);
        }

        @Test
        void framesInFlightCount() {
            Outbox outbox = outbox(wire, new Limits(1_000, 2, Overflow.CLOSE));
            offer(outbox, "a", "b");
            lane.runAll();

            assertThat(outbox.offer(Frame.of("c"))).isEqualTo(Verdict.OVERFLOWED);
        }

        @Test
        void whatWasWrittenMakesRoom() {
            Outbox outbox = outbox(wire, new Limits(1_000, 2, Overflow.CLOSE));
            offer(outbox, "a", "b");
            lane.runAll();
            wire.complete();
            lane.runAll();

            assertThat(outbox.offer(Frame.of("c"))).isEqualTo(Verdict.QUEUED);
        }

        @Test
        void afterwardsNothingIsTaken() {
            Outbox outbox = outbox(wire, new Limits(1_000, 1, Overflow.CLOSE));
            offer(outbox, "a", "b");

            assertThat(outbox.offer(Frame.of("c"))).isEqualTo(Verdict.CLOSED);
            lane.runAll();
            assertThat(wire.closes()).hasSize(1);
        }
    }

    @Nested
    class TheLatest {

        private final RecordingWire wire = RecordingWire.held();
        private final Outbox outbox = outbox(wire, ROOMY);

        @Test
        void aFrameThatStatesTheLatestReplacesTheWaitingOneWhereItStands() {
            offer(outbox, "a");
            outbox.offer(Frame.latest("roster", "old"));
            offer(outbox, "b");

            assertThat(outbox.offer(Frame.latest("roster", "newer"))).isEqualTo(Verdict.REPLACED);
            assertThat(outbox.bytes()).isEqualTo(7);
            lane.runAll();
            assertThat(wire.texts()).containsExactly("a", "newer", "b");
        }

        @Test
        void whatIsInFlightIsNotReplaced() {
            outbox.offer(Frame.latest("roster", "old"));
            lane.runAll();

            assertThat(outbox.offer(Frame.latest("roster", "new"))).isEqualTo(Verdict.QUEUED);
        }

        @Test
        void oneStateDoesNotReplaceAnother() {
            outbox.offer(Frame.latest("roster", "r"));
            outbox.offer(Frame.latest("topics", "t"));
            lane.runAll();

            assertThat(wire.texts()).containsExactly("r", "t");
        }

        @Test
        void aSlowConsumerOfTheLatestAloneIsNeverTooSlow() {
            Outbox small = outbox(wire, new Limits(100, 2, Overflow.CLOSE));
            IntStream.range(0, 1_000).forEach(i -> {
                small.offer(Frame.latest("roster", "roster " + i));
                lane.runAll();
            });
            wire.complete();
            lane.runAll();

            assertThat(wire.texts()).containsExactly("roster 0", "roster 999");
        }

        @Test
        void aReplacementTooBigToWaitIsTooMuchAllTheSame() {
            Outbox small = outbox(wire, new Limits(10, 10, Overflow.CLOSE));
            small.offer(Frame.latest("roster", "old"));

            assertThat(small.offer(Frame.latest("roster", "x".repeat(11)))).isEqualTo(Verdict.OVERFLOWED);
        }
    }

    @Nested
    class Dropping {

        private final RecordingWire wire = RecordingWire.held();
        private final Outbox outbox = outbox(wire, new Limits(10, 3, Overflow.drop(OutboxTest::notice)));

        @Test
        void aSlowConsumerMissesTheOldestFrames() {
            offer(outbox, "a", "b", "c");

            assertThat(outbox.offer(Frame.of("d"))).isEqualTo(Verdict.DROPPED_OLDER);
            lane.runAll();
            assertThat(wire.texts()).containsExactly("missed 1", "b", "c", "d");
            assertThat(wire.closes()).isEmpty();
        }

        @Test
        void asManyAreDroppedAsTheNewestNeeds() {
            offer(outbox, "aaaa", "bbbb");
            outbox.offer(Frame.of("cccccccc"));
            lane.runAll();

            assertThat(wire.texts()).containsExactly("missed 2", "cccccccc");
        }

        @Test
        void theClientIsToldOnceHowManyItMissed() {
            offer(outbox, "a", "b", "c", "d", "e");
            lane.runAll();
            wire.complete();
            offer(outbox, "f");
            lane.runAll();

            assertThat(wire.texts()).containsExactly("missed 2", "c", "d", "e", "f");
            assertThat(traffic.all()).containsEntry("outbox.dropped", 2L);
        }

        @Test
        void whatTellsOfItCountsUntilItIsWritten() {
            offer(outbox, "a", "b", "c", "d");
            lane.runAll();
            assertThat(outbox.bytes()).isEqualTo("missed 1bcd".length());

            wire.complete();
            assertThat(outbox.bytes()).isZero();
        }

        @Test
        void aLanguageWithoutAWordForItSaysNothing() {
            Outbox silent = outbox(wire, new Limits(10, 3, Overflow.drop(count -> Optional.empty())));
            offer(silent, "a", "b", "c", "d");
            lane.runAll();

            assertThat(wire.texts()).containsExactly("b", "c", "d");
        }

        @Test
        void theLatestOfSomethingIsNotDropped() {
            outbox.offer(Frame.latest("roster", "r"));
            offer(outbox, "a", "b", "c");
            lane.runAll();

            assertThat(wire.texts()).containsExactly("missed 1", "r", "b", "c");
        }

        @Test
        void aFrameThatCouldNeverWaitClosesTheConnection() {
            assertThat(outbox.offer(Frame.of("x".repeat(11)))).isEqualTo(Verdict.OVERFLOWED);
            lane.runAll();
            assertThat(wire.closes()).containsExactly(Disconnect.TOO_SLOW);
        }

        @Test
        void whatIsInFlightIsNotDropped() {
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b", "c", "d");
            wire.complete();
            lane.runAll();

            assertThat(wire.texts()).containsExactly("a", "missed 1", "c", "d");
        }
    }

    @Nested
    class Counting {

        private final RecordingWire wire = RecordingWire.held();

        @Test
        void writesAndWhatWasInThemAreCounted() {
            Outbox outbox = outbox(wire, ROOMY);
            offer(outbox, "four", "six...");
            assertThat(traffic.all()).containsEntry("outbox.waiting", 10L).containsEntry("outbox.writes", 0L);
            lane.runAll();
            wire.complete();

            assertThat(traffic.all())
                    .containsEntry("outbox.waiting", 0L)
                    .containsEntry("outbox.writes", 1L)
                    .containsEntry("outbox.frames", 2L)
                    .containsEntry("outbox.bytes", 10L);
        }

        @Test
        void aWriteThatFailsIsNotCountedAsWritten() {
            Outbox outbox = outbox(wire, ROOMY);
            offer(outbox, "a");
            lane.runAll();
            wire.fail(new IOException("reset"));

            assertThat(traffic.all()).containsEntry("outbox.writes", 0L).containsEntry("outbox.waiting", 0L);
        }

        @Test
        void whoIsReplacedAndWhoOverflowsIsCounted() {
            Outbox outbox = outbox(wire, new Limits(10, 2, Overflow.CLOSE));
            outbox.offer(Frame.latest("roster", "1"));
            outbox.offer(Frame.latest("roster", "2"));
            offer(outbox, "a", "b");

            assertThat(traffic.all())
                    .containsEntry("outbox.replaced", 1L)
                    .containsEntry("outbox.overflowed", 1L)
                    .containsEntry("outbox.waiting", 0L);
        }
    }

    @Nested
    class Ending {

        private final RecordingWire wire = RecordingWire.held();
        private final Outbox outbox = outbox(wire, ROOMY);

        @Test
        void finishingWritesWhatWaitsAndThenCloses() {
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "last word");
            outbox.finish(Disconnect.KICKED);

            assertThat(wire.closes()).isEmpty();
            wire.release();
            lane.runAll();
            assertThat(wire.texts()).containsExactly("a", "last word");
            assertThat(wire.closes()).containsExactly(Disconnect.KICKED);
            assertThat(ends).containsExactly(Disconnect.KICKED);
        }

        @Test
        void finishingWithNothingToWriteCloses() {
            outbox.finish(Disconnect.KICKED);
            lane.runAll();

            assertThat(wire.closes()).containsExactly(Disconnect.KICKED);
        }

        @Test
        void afterFinishingNothingMoreIsTaken() {
            outbox.finish(Disconnect.KICKED);

            assertThat(outbox.offer(Frame.of("late"))).isEqualTo(Verdict.CLOSED);
            lane.runAll();
            assertThat(wire.frames()).isEmpty();
        }

        @Test
        void theFirstReasonCounts() {
            outbox.finish(Disconnect.KICKED);
            outbox.finish(Disconnect.RESTART);
            lane.runAll();

            assertThat(wire.closes()).containsExactly(Disconnect.KICKED);
        }

        @Test
        void abandoningFreesWhatWaitsAndClosesWhateverIsInFlight() {
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b");
            outbox.abandon(Disconnect.SILENT);

            assertThat(outbox.bytes()).isZero();
            lane.runAll();
            assertThat(wire.texts()).containsExactly("a");
            assertThat(wire.closes()).containsExactly(Disconnect.SILENT);
            assertThat(ends).containsExactly(Disconnect.SILENT);
        }

        @Test
        void abandoningEndsAFinishThatTakesTooLong() {
            offer(outbox, "a");
            lane.runAll();
            outbox.finish(Disconnect.KICKED);
            outbox.abandon(Disconnect.TOO_SLOW);
            lane.runAll();

            assertThat(wire.closes()).hasSize(1);
        }

        @Test
        void abandoningTwiceClosesOnce() {
            outbox.abandon(Disconnect.SILENT);
            outbox.abandon(Disconnect.TOO_SLOW);
            lane.runAll();

            assertThat(wire.closes()).containsExactly(Disconnect.SILENT);
            assertThat(ends).hasSize(1);
        }

        @Test
        void aWriteThatFailsFreesWhatWaitsAndCloses() {
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b");
            wire.fail(new IOException("reset by peer"));
            lane.runAll();

            assertThat(wire.texts()).containsExactly("a");
            assertThat(outbox.bytes()).isZero();
            assertThat(outbox.offer(Frame.of("c"))).isEqualTo(Verdict.CLOSED);
            assertThat(wire.closes()).containsExactly(Disconnect.LOST);
            assertThat(ends).containsExactly(Disconnect.LOST);
        }

        @Test
        void aWriteThatThrowsIsAWriteThatFails() {
            wire.refuseWrites(new IllegalStateException("session is closed"));
            offer(outbox, "a");
            lane.runAll();

            assertThat(outbox.bytes()).isZero();
            assertThat(wire.closes()).containsExactly(Disconnect.LOST);
            assertThat(ends).containsExactly(Disconnect.LOST);
        }

        @Test
        void aWriteThatFailsWhileFinishingClosesForTheReasonItWasToCloseFor() {
            offer(outbox, "a");
            lane.runAll();
            outbox.finish(Disconnect.KICKED);
            wire.fail(new IOException("reset by peer"));
            lane.runAll();

            assertThat(wire.closes()).containsExactly(Disconnect.KICKED);
        }

        @Test
        void aSocketThatHasClosedByItselfIsNotClosedAgainAndNobodyIsTold() {
            offer(outbox, "a");
            lane.runAll();
            offer(outbox, "b");
            outbox.closed();
            wire.complete();
            lane.runAll();

            assertThat(outbox.bytes()).isZero();
            assertThat(outbox.offer(Frame.of("c"))).isEqualTo(Verdict.CLOSED);
            assertThat(wire.texts()).containsExactly("a");
            assertThat(wire.closes()).isEmpty();
            assertThat(ends).isEmpty();
        }

        @Test
        void aClientThatIsWrittenToWhileItsLaneGoesIsClosedAllTheSame() {
            offer(outbox, "a");
            lane.runAll();
            outbox.finish(Disconnect.GOING_AWAY);
            lane.shutDown();
            wire.complete();

            assertThat(wire.closes()).containsExactly(Disconnect.GOING_AWAY);
            assertThat(outbox.isOver()).isTrue();
        }

        @Test
        void aLaneThatTakesNoMoreFreesWhatWaits() {
            lane.shutDown();

            assertThat(outbox.offer(Frame.of("a"))).isEqualTo(Verdict.QUEUED);
            assertThat(outbox.bytes()).isZero();
            assertThat(outbox.offer(Frame.of("b"))).isEqualTo(Verdict.CLOSED);
            outbox.finish(Disconnect.GOING_AWAY);
            outbox.abandon(Disconnect.GOING_AWAY);
            assertThat(wire.frames()).isEmpty();
        }

        @Test
        void aFinishedOutboxHasNoWriteThatCouldBeTooOld() {
            offer(outbox, "a");
            lane.runAll();
            outbox.abandon(Disconnect.TOO_SLOW);
            time.advance(Duration.ofHours(1));

            assertThat(outbox.writingFor(time.nanos())).isZero();
        }
    }

    private Outbox outbox(RecordingWire wire, Limits limits) {
        return new Outbox(wire, new PlainLane(lane), limits, time::nanos, traffic, ends::add);
    }

    private static Optional<Frame> notice(long missed) {
        return Optional.of(Frame.of("missed " + missed));
    }

    private static void offer(Outbox outbox, String... texts) {
        for (String text : texts) {
            outbox.offer(Frame.of(text));
        }
    }
}
