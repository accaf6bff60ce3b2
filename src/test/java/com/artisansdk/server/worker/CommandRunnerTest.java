package com.artisansdk.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Policy;
import com.artisansdk.server.message.Secret;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import jakarta.json.bind.JsonbBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandRunnerTest {

    record GreetCommand(String name, Optional<Integer> times) implements Command {
        @Override
        public void run(Manager manager) {
            manager.fire("Hello " + name + "!".repeat(times.orElse(1)));
        }
    }

    record KeepCommand(UUID uuid, @Secret int pin) implements Command {
        @Override
        public void run(Manager manager) {}
    }

    /** Fails a number of times before it succeeds. */
    record TryCommand(int failures) implements Command {
        @Override
        public void run(Manager manager) throws IOException {
            manager.counters().count("tries");
            if (manager.counters().of("tries") <= failures) {
                throw new IOException("not yet");
            }
        }
    }

    record OverflowCommand() implements Command {
        @Override
        public void run(Manager manager) {
            manager.counters().count("tries");
            throw new StackOverflowError();
        }
    }

    private final SmallServer server = SmallServer.started();
    private final CommandRunner runner = new CommandRunner(
            CommandCatalog.of(List.of(GreetCommand.class, KeepCommand.class, TryCommand.class, OverflowCommand.class)),
            new RecordReader(JsonbBuilder.create()),
            server.manager(),
            server.loop(),
            () -> Duration.ofMillis(1));

    @BeforeEach
    void onlyTheCommandsCount() {
        server.events().clear();
    }

    @Nested
    class ACommandThatFits {

        @BeforeEach
        void theLoopRuns() {
            server.runAtOnce();
        }

        @Test
        void isRunWithItsData() throws InterruptedException {
            assertThat(run("{\"job\": \"Greet\", \"data\": {\"name\": \"Bob\", \"times\": 3}}"))
                    .isEqualTo(new Outcome.Done());
            assertThat(server.events()).containsExactly("Hello Bob!!!");
        }

        @Test
        void isCounted() throws InterruptedException {
            run("{\"job\": \"Greet\", \"data\": {\"name\": \"Bob\"}}");

            assertThat(server.manager().counters().of(Counters.COMMANDS_RUN)).isEqualTo(1);
        }

        @Test
        void mayCarryMoreThanAnybodyAsksFor() throws InterruptedException {
            assertThat(run("{\"job\": \"Greet\", \"data\": {\"name\": \"Bob\", \"x\": [1]}, \"attempts\": 1}"))
                    .isEqualTo(new Outcome.Done());
        }

        @Test
        void isFoundByTheOriginalsClassName() throws InterruptedException {
            assertThat(run("{\"job\": \"App\\\\Commands\\\\GreetCommand\", \"data\": {\"name\": \"Bob\"}}"))
                    .isEqualTo(new Outcome.Done());
        }
    }

    @Nested
    class ABodyThatCannotRun {

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                quoteCharacter = '~',
                value = {
                    "~~ | This is empty; it must be a JSON object.",
                    "[] | This is not a JSON object: it must begin with {.",
                    "<job/> | This is not a JSON object: it must begin with {.",
                    "{\"job\": \"Greet\" | This is not a JSON object.",
                    "{} | job is required.",
                    "{\"job\": null} | job must be a command's name, was null.",
                    "{\"job\": 5} | job must be a command's name, was 5.",
                    "{\"job\": \" \"} | job must be a command's name, was \" \".",
                    "{\"job\": \"Nope\"} | unknown job \"Nope\"",
                    "{\"job\": \"java.lang.Runtime\", \"data\": {}} | unknown job \"java.lang.Runtime\"",
                    "{\"job\": \"Greet\"} | name is required.",
                    "{\"job\": \"Greet\", \"data\": null} | name is required.",
                    "{\"job\": \"Greet\", \"data\": []} | data must be an object, was [].",
                    "{\"job\": \"Greet\", \"data\": \"x\"} | data must be an object, was \"x\".",
                    "{\"job\": \"Greet\", \"data\": {\"name\": 5}} | name must be a text, was 5.",
                    "{\"job\": \"Greet\", \"data\": {\"name\": \"B\", \"times\": 1.5}}"
                            + " | times must be a number that fits int, was 1.5.",
                    "{\"job\": \"Keep\", \"data\": {\"uuid\": \"1-1-1-1-1\", \"pin\": 1}}"
                            + " | uuid must be a UUID as text, was \"1-1-1-1-1\".",
                    "{\"job\": \"Keep\", \"data\": {\"uuid\": \"00000000-0000-0000-0000-000000000001\", \"pin\": \"4711\"}}"
                            + " | pin must be a number."
                })
        void isDeadAndTheReasonSaysWhy(String body, String reason) throws InterruptedException {
            assertThat(run(body)).isEqualTo(new Outcome.Dead(reason));
        }

        @Test
        void isNotTriedAtAll() throws InterruptedException {
            run("{\"job\": \"Greet\", \"data\": {\"name\": 5}}");

            assertThat(server.loop().waiting()).isZero();
            assertThat(server.manager().counters().of(Counters.COMMANDS_RUN)).isZero();
        }

        @Test
        void hasAReasonOfModestLengthHoweverLongItsJob() throws InterruptedException {
            Outcome outcome = run("{\"job\": \"" + "x".repeat(10_000) + "\"}");

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Dead.class,
                            dead -> assertThat(dead.reason()).hasSizeLessThan(100));
        }
    }

    @Nested
    class ADelay {

        @Test
        void isKeptAndLeavesTheRestAsItWas() throws InterruptedException {
            assertThat(run("{\"job\": \"Greet\", \"delay\": 1500, \"data\": {\"name\": \"Bób\"}}"))
                    .isEqualTo(new Outcome.Later(
                            "{\"job\":\"Greet\",\"data\":{\"name\":\"Bób\"}}", Duration.ofMillis(1_500)));
            assertThat(server.loop().waiting()).isZero();
        }

        @ParameterizedTest
        @ValueSource(strings = {"0", "null", "0.0"})
        void ofNothingIsNone(String delay) throws InterruptedException {
            server.runAtOnce();

            assertThat(run("{\"job\": \"Greet\", \"delay\": " + delay + ", \"data\": {\"name\": \"Bob\"}}"))
                    .isEqualTo(new Outcome.Done());
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"-1", "\"100\"", "1.5", "true", "1e999999999", "31536000001", "9223372036854775807", "[]"})
        void thatIsNoneIsDead(String delay) throws InterruptedException {
            Outcome outcome = run("{\"job\": \"Greet\", \"delay\": " + delay + ", \"data\": {\"name\": \"Bob\"}}");

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Dead.class,
                            dead -> assertThat(dead.reason())
                                    .startsWith("delay must be milliseconds, 0 to 31536000000, was "));
        }

        @Test
        void isNotWaitedForWhenTheDataCannotRunAnyway() throws InterruptedException {
            assertThat(run("{\"job\": \"Greet\", \"delay\": 1000, \"data\": {}}"))
                    .isEqualTo(new Outcome.Dead("name is required."));
        }
    }

    @Nested
    class ACommandThatThrows {

        @BeforeEach
        void theLoopRuns() {
            server.runAtOnce();
        }

        @Test
        void isRunAgainAtOnceUntilItSucceeds() throws InterruptedException {
            assertThat(run("{\"job\": \"Try\", \"data\": {\"failures\": 3}}")).isEqualTo(new Outcome.Done());
            assertThat(tries()).isEqualTo(4);
            assertThat(server.manager().counters().of(Counters.COMMANDS_RUN)).isEqualTo(1);
        }

        @Test
        void isRunAgainThreeTimesAndThenDead() throws InterruptedException {
            try (LogLines log = LogLines.of(CommandRunner.class)) {
                assertThat(run("{\"job\": \"Try\", \"data\": {\"failures\": 4}}"))
                        .isEqualTo(new Outcome.Dead("failed 4 times: java.io.IOException: not yet"));
                assertThat(tries()).isEqualTo(4);
                assertThat(log.lines()).last().isEqualTo("ERROR Command Try failed 4 times and is given up.");
            }
        }

        @Test
        void isNotTakenForMoreThanItIsWhenItThrowsAnError() throws InterruptedException {
            try (LogLines log = LogLines.of(CommandRunner.class)) {
                assertThat(run("{\"job\": \"Overflow\"}"))
                        .isEqualTo(new Outcome.Dead("failed 4 times: java.lang.StackOverflowError"));
                assertThat(tries()).isEqualTo(4);
                assertThat(log.lines()).isNotEmpty();
            }
        }

        private long tries() {
            return server.manager().counters().of("tries");
        }
    }

    @Nested
    class ACommandThatDoesNotGetItsTurn {

        @Test
        void isWithdrawnBeforeItCountsAsFailedAndNeverRunsLate() throws InterruptedException {
            try (LogLines log = LogLines.of(CommandRunner.class)) {
                Outcome outcome = run("{\"job\": \"Greet\", \"data\": {\"name\": \"Bob\"}}");
                server.settle();

                assertThat(outcome)
                        .isInstanceOfSatisfying(
                                Outcome.Dead.class,
                                dead -> assertThat(dead.reason()).contains("Greet did not get its turn within 1 ms"));
                assertThat(server.events()).isEmpty();
                assertThat(log.lines()).isNotEmpty();
            }
        }

        @Test
        void isNeitherRunNorDeadWhenTheServerStops() {
            Thread.currentThread().interrupt();

            assertThatThrownBy(() -> run("{\"job\": \"Greet\", \"data\": {\"name\": \"Bob\"}}"))
                    .isInstanceOf(InterruptedException.class);
            server.settle();
            assertThat(server.events()).isEmpty();
        }
    }

    private Outcome run(String body) throws InterruptedException {
        return runner.run(body);
    }

    @Nested
    class AServerThatNoLongerRuns {

        private static final String GREET = "{'job':'Greet','data':{'name':'Ada'}}";

        @BeforeEach
        void theLoopRuns() {
            server.runAtOnce();
        }

        @Test
        void aCommandIsHeldWhileTheServerDrainsAndRunsOnceItIsBack() throws Exception {
            server.onLoop(server.manager()::drain);
            assertThat(runner.run(GREET.replace('\'', '"'))).isEqualTo(new Outcome.Held());
            assertThat(server.events()).doesNotContain("Hello Ada!");
            assertThat(server.manager().counters().of(Counters.COMMANDS_RUN)).isZero();

            server.onLoop(server.manager()::restart);
            assertThat(runner.run(GREET.replace('\'', '"'))).isEqualTo(new Outcome.Done());
            assertThat(server.events()).containsOnlyOnce("Hello Ada!");
        }

        @Test
        void aCommandWhoseTurnComesWhenTheServerHasStoppedIsHeldAndNotGivenUp() throws Exception {
            server.with(new Policy(100, false, Duration.ZERO, 100, 1, false, Duration.ZERO, Optional.empty()));
            server.onLoop(server.manager()::restart);

            assertThat(runner.run(GREET.replace('\'', '"'))).isEqualTo(new Outcome.Held());
        }

        @Test
        void whatCannotRunAnywayIsNotHeld() throws Exception {
            server.onLoop(server.manager()::drain);

            assertThat(runner.run("no JSON")).isInstanceOf(Outcome.Dead.class);
        }
    }
}
