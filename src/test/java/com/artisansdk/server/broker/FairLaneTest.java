package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Departures;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.connection.Outbox.Limits;
import com.artisansdk.server.connection.Outbox.Overflow;
import com.artisansdk.server.connection.Traffic;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.RecordingWire;
import com.artisansdk.server.testing.SteppedExecutor;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FairLaneTest {

    private static final int CROWD = 10 * FairLane.TURN;

    private final ManualScheduler time = new ManualScheduler();
    private final SteppedExecutor thread = new SteppedExecutor();
    private final FairLane lane = new FairLane(thread, time);
    private final List<RecordingWire> wires = new ArrayList<>();
    private final List<Outbox> crowd = new ArrayList<>();

    @Test
    void nothingIsWrittenOnTheCallersThread() {
        connect(RecordingWire.inline());
        broadcast("a");

        assertThat(written()).isZero();
        thread.runAll();
        assertThat(wires.get(0).texts()).containsExactly("a");
    }

    @Test
    void everybodyIsWrittenToWhereWritesCompleteAtOnce() {
        connect(CROWD);
        wires.forEach(RecordingWire::release);
        broadcast("a");
        broadcast("b");
        thread.runAll();

        assertThat(wires).allSatisfy(wire -> assertThat(wire.texts()).containsExactly("a", "b"));
        assertThat(time.waiting()).isZero();
    }

    @Test
    void noMoreThanATurnIsBegunBeforeHalfOfItIsWritten() {
        connect(CROWD);
        broadcast("a");
        thread.runAll();
        assertThat(written()).isEqualTo(FairLane.TURN);

        complete(FairLane.TURN / 2 - 1);
        thread.runAll();
        assertThat(written()).isEqualTo(FairLane.TURN);

        complete(1);
        thread.runAll();
        assertThat(written()).isEqualTo(2 * FairLane.TURN);
    }

    @Test
    void clientsThatDoNotReadHoldNobodyUpForLong() {
        connect(CROWD);
        broadcast("a");
        for (int turn = 1; turn < 10; turn++) {
            thread.runAll();
            assertThat(written()).isEqualTo(turn * FairLane.TURN);
            loseALittlePatience();
            assertThat(written()).isEqualTo(turn * FairLane.TURN);
            loseALittlePatience();
        }
        thread.runAll();

        assertThat(written()).isEqualTo(CROWD);
    }

    @Test
    void whoHasWrittenIsNotWatchedAnyMore() {
        connect(CROWD);
        broadcast("a");
        thread.runAll();
        assertThat(time.waiting()).isEqualTo(1);
        loseALittlePatience();
        wires.forEach(RecordingWire::release);
        thread.runAll();
        assertThat(written()).isEqualTo(CROWD);
        loseALittlePatience();

        assertThat(time.waiting()).isZero();
    }

    @Test
    void whatIsSentToOneBehindABroadcastToAllIsInTheNextTurn() {
        connect(CROWD);
        RecordingWire one = RecordingWire.held();
        Outbox idle = connect(one);
        crowd.remove(idle);
        broadcast("to all");
        thread.runAll();
        idle.offer(Frame.of("to one"));
        complete(FairLane.TURN);
        thread.runAll();
        complete(FairLane.TURN);
        thread.runAll();

        assertThat(one.texts()).containsExactly("to one");
        assertThat(written()).isLessThanOrEqualTo(3 * FairLane.TURN);
    }

    @Test
    void aTurnIsMadeOfAsManyDeliveriesAsItTakes() {
        connect(FairLane.TURN);
        crowd.forEach(outbox -> outbox.offer(Frame.of("to one")));
        thread.runAll();

        assertThat(written()).isEqualTo(FairLane.TURN);
    }

    @Test
    void aTurnThatNobodyWaitsBehindIsNotWaitedFor() {
        connect(1);
        broadcast("a");
        thread.runAll();
        assertThat(time.waiting()).isZero();

        wires.get(0).complete();
        connect(1);
        broadcast("b");
        thread.runAll();
        assertThat(wires.get(1).texts()).containsExactly("b");
    }

    @Test
    void withoutAThreadWhoeverWouldWriteIsClosed() {
        connect(CROWD);
        broadcast("a");
        thread.runNext();
        thread.shutDown();
        complete(FairLane.TURN);
        broadcast("b");

        assertThat(crowd.subList(FairLane.TURN, CROWD)).allMatch(Outbox::isOver);
        assertThat(wires.subList(FairLane.TURN, CROWD))
                .allMatch(wire -> wire.closes().size() == 1);
        connect(1).offer(Frame.of("c"));
        assertThat(crowd.get(CROWD).isOver()).isTrue();
    }

    /** Whatever completes when, everybody gets everything, in order. */
    @Test
    void whateverCompletesWhenEverybodyGetsEverythingInOrder() {
        for (int seed = 0; seed < 300; seed++) {
            FairLaneTest life = new FairLaneTest();
            life.live(new Random(seed));
        }
    }

    private void live(Random random) {
        connect(1 + random.nextInt(5 * FairLane.TURN));
        List<List<String>> sent = new ArrayList<>();
        crowd.forEach(outbox -> sent.add(new ArrayList<>()));
        for (int step = 0; step < 40; step++) {
            String text = "f" + step;
            switch (random.nextInt(6)) {
                case 0 -> {
                    broadcast(text);
                    sent.forEach(texts -> texts.add(text));
                }
                case 1 -> {
                    int one = random.nextInt(crowd.size());
                    crowd.get(one).offer(Frame.of(text));
                    sent.get(one).add(text);
                }
                case 2 -> thread.runNext();
                case 3 -> loseALittlePatience();
                default -> complete(random.nextInt(crowd.size()));
            }
        }
        wires.forEach(RecordingWire::release);
        for (int turn = 0; turn <= 2 * crowd.size(); turn++) {
            thread.runAll();
            loseALittlePatience();
        }

        for (int i = 0; i < wires.size(); i++) {
            assertThat(wires.get(i).texts()).isEqualTo(sent.get(i));
            assertThat(wires.get(i).mostInFlight()).isLessThanOrEqualTo(1);
        }
    }

    private Outbox connect(int howMany) {
        for (int i = 0; i < howMany - 1; i++) {
            connect(RecordingWire.held());
        }
        return connect(RecordingWire.held());
    }

    private Outbox connect(RecordingWire wire) {
        Outbox outbox = new Outbox(
                wire,
                lane,
                new Limits(1 << 20, 1_024, Overflow.CLOSE),
                time::nanos,
                new Traffic(),
                (Disconnect reason) -> {});
        wires.add(wire);
        crowd.add(outbox);
        return outbox;
    }

    private void broadcast(String text) {
        Departures departures = new Departures();
        crowd.forEach(outbox -> outbox.offer(Frame.of(text), departures));
        departures.leave();
    }

    private void loseALittlePatience() {
        time.advance(FairLane.PATIENCE);
    }

    /** Completes so many writes, of those that are in flight. */
    private void complete(int howMany) {
        wires.stream().filter(RecordingWire::isWriting).limit(howMany).toList().forEach(RecordingWire::complete);
    }

    private int written() {
        return wires.stream().mapToInt(wire -> wire.frames().size()).sum();
    }
}
