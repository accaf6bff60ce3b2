package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.testing.LogLines;
import com.artisansdk.server.testing.SmallServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Programs beside the server: real ones, small. */
@Timeout(60)
class ChildProcessTest {

    private final SmallServer server = SmallServer.started();
    private final List<String> heard = new ArrayList<>();
    private final List<ChildProcess> children = new ArrayList<>();
    private final List<Long> pids = new ArrayList<>();

    @AfterEach
    void everythingEndsWithTheServer() {
        server.onLoop(() -> server.manager().stop(Disconnect.GOING_AWAY));
        until(() -> children.stream().noneMatch(ChildProcess::isRunning));
        pids.forEach(this::untilGone);
    }

    @Test
    void linesAreHeardOnTheLoopAndTheExitCodeBehindTheLast() {
        ChildProcess child = server.ask(() -> sh("echo one; echo two; printf three; exit 7")
                .onLine(line -> heard.add(line + " " + server.loop().isCurrent()))
                .onExit(code -> heard.add("exit " + code + " " + server.loop().isCurrent())));
        start(child);
        untilHeard("exit 7 true");

        assertThat(heard).containsExactly("one true", "two true", "three true", "exit 7 true");
        assertThat(child.isRunning()).isFalse();
        assertThat(child.pid()).isEmpty();
    }

    @Test
    void argumentsAreNotReadByAnyShell() {
        start(hearing("printf", "%s\n", "$HOME; echo *", "a b"));
        untilHeard("exit 0");

        assertThat(heard).containsExactly("$HOME; echo *", "a b", "exit 0");
    }

    @Test
    void itsErrorsAreHeardApart() {
        start(server.ask(
                () -> hear(sh("echo out; echo err >&2; exit 3")).onErrorLine(line -> heard.add("error " + line))));
        untilHeard("exit 3");

        assertThat(heard)
                .containsExactlyInAnyOrder("out", "error err", "exit 3")
                .endsWith("exit 3");
    }

    @Test
    void withoutAnyoneToHearItsErrorsAreLogged() {
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(server.ask(() -> hear(sh("echo err >&2"))));
            untilHeard("exit 0");
            assertThat(log.lines()).containsExactly("DEBUG sh: err");
        }
    }

    @Test
    void everythingIsHeardHoweverMuch() {
        start(hearing("seq", "1", "20000"));
        untilHeard("exit 0");

        assertThat(heard).hasSize(20_001);
        assertThat(heard.get(19_999)).isEqualTo("20000");
    }

    @Test
    void textIsUtf8() {
        start(hearing("printf", "Zoë 😀\n"));
        untilHeard("exit 0");

        assertThat(heard).contains("Zoë 😀");
    }

    @Test
    void aLineThatIsTooLongComesInPieces() {
        start(hearing("printf", "%0" + (2 * ChildRun.LONGEST_LINE + 5) + "d\nend\n", "0"));
        untilHeard("exit 0");

        assertThat(heard)
                .extracting(String::length)
                .containsExactly(ChildRun.LONGEST_LINE, ChildRun.LONGEST_LINE, 5, "end".length(), "exit 0".length());
    }

    @Test
    void itRunsWhereItIsToldTo(@TempDir Path directory) throws IOException {
        Path real = directory.toRealPath();
        start(server.ask(() -> hear(sh("pwd -P")).in(real)));
        untilHeard("exit 0");

        assertThat(heard).contains(real.toString());
    }

    @Test
    void aProgramThatIsMissingFailsClearly() {
        ChildProcess child = hearing("no-such-program", "x");

        assertThatThrownBy(() -> start(child))
                .cause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no-such-program");
        assertThat(child.isRunning()).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> server.ask(() -> server.manager().process(List.of())));
    }

    @Test
    void itIsStartedOnceHoweverOftenItIsTold() {
        ChildProcess child = hearing("cat");
        start(child);
        assertThat(child.isRunning()).isTrue();
        Optional<Long> pid = child.pid();
        start(child);

        assertThat(child.pid()).isEqualTo(pid).isPresent();
    }

    @Test
    void whatIsWrittenArrivesInOrder() {
        ChildProcess child = hearing("cat");
        start(child);
        server.onLoop(() -> {
            for (int i = 0; i < 500; i++) {
                child.write("line " + i);
            }
        });
        untilHeard("line 499");
        assertThat(heard).hasSize(500).startsWith("line 0", "line 1", "line 2");

        server.onLoop(child::endInput);
        untilHeard("exit 0");
    }

    @Test
    void itsInputEndsBehindWhatWasWritten() {
        ChildProcess child = hearing("sort");
        start(child);
        server.onLoop(() -> {
            child.write("b");
            child.write("a");
            child.endInput();
            child.write("too late");
        });
        untilHeard("exit 0");

        assertThat(heard).containsExactly("a", "b", "exit 0");
    }

    @Test
    void aChildThatDoesNotReadLosesLinesAndHoldsNobodyUp() {
        ChildProcess child = hearing("sleep", "1000");
        start(child);
        try (LogLines log = LogLines.of(ChildRun.class)) {
            server.onLoop(() -> {
                for (int i = 0; i < ChildRun.INPUT_AHEAD + 200; i++) {
                    child.write("x".repeat(1_000));
                }
            });
            assertThat(log.lines()).singleElement().asString().contains("reads too slowly: lines for it are lost");
        }
        server.onLoop(child::stop);
        untilHeard("exit 143");
    }

    @Test
    void writingToWhatDoesNotRunIsLost() {
        ChildProcess child = hearing("cat");
        server.onLoop(() -> child.write("lost"));
        server.onLoop(child::endInput);
        start(child);
        server.onLoop(() -> child.write("kept"));
        untilHeard("kept");

        assertThat(heard).containsExactly("kept");
    }

    @Test
    void stoppedItEndsWithItsChildrenAndTheirs() {
        ChildProcess child =
                server.ask(() -> hear(sh("sleep 1000 & echo $!; sh -c 'sleep 1000 & echo $!; wait' & wait")));
        start(child);
        until(() -> heard.size() == 2);
        heard.forEach(pid -> pids.add(Long.valueOf(pid)));
        assertThat(pids).allMatch(ChildProcessTest::isAlive);
        server.onLoop(child::stop);
        until(() -> !child.isRunning());

        pids.forEach(this::untilGone);
    }

    @Test
    void whatItLeavesBehindIsEndedWithIt() {
        start(server.ask(() -> hear(sh("sleep 1000 & echo $!; exit 5"))));
        until(() -> !heard.isEmpty());
        pids.add(Long.valueOf(heard.get(0)));
        untilHeard("exit 5");

        pids.forEach(this::untilGone);
    }

    @Test
    void whatHasLeftItsFamilyIsEndedWithIt() {
        ChildProcess child = server.ask(() -> hear(sh("setsid sh -c 'sleep 1000 & echo $!' & cat")));
        start(child);
        until(() -> !heard.isEmpty());
        pids.add(Long.valueOf(heard.get(0)));
        server.onLoop(child::stop);
        until(() -> !child.isRunning());

        pids.forEach(this::untilGone);
    }

    @Test
    void oneThatWillNotHearIsKilled() {
        ChildProcess child = server.ask(() -> hear(sh("trap '' TERM; echo ready; while true; do sleep 1000; done")));
        start(child);
        untilHeard("ready");
        pids.add(child.pid().orElseThrow());
        try (LogLines log = LogLines.of(ChildRun.class)) {
            server.onLoop(child::stop);
            untilHeard("exit 137");
            until(() -> !log.lines().isEmpty());
            assertThat(log.lines()).singleElement().asString().contains("did not end when it was asked to");
        }

        pids.forEach(this::untilGone);
    }

    @Test
    void oneThatEndsAsAskedMayTidyUpFirst() {
        ChildProcess child = server.ask(() -> hear(sh("trap 'echo tidy; exit 0' TERM; echo ready; sleep 1000 & wait")));
        start(child);
        untilHeard("ready");
        server.onLoop(child::stop);
        untilHeard("exit 0");

        assertThat(heard).containsExactly("ready", "tidy", "exit 0");
    }

    @Test
    void stoppingWhatDoesNotRunIsNoError() {
        ChildProcess child = hearing("true");
        server.onLoop(child::stop);
        start(child);
        untilHeard("exit 0");
        server.onLoop(child::stop);
    }

    @Test
    void whatIsStillEndingCannotBeStartedYet() {
        ChildProcess child = hearing("sleep", "1000");
        start(child);
        assertThatIllegalStateException()
                .isThrownBy(() -> server.onLoop(() -> {
                    child.stop();
                    child.start();
                }))
                .withMessageContaining("onExit");
    }

    @Test
    void whatHasEndedCanBeStartedAgainAtOnce() {
        ChildProcess child = server.ask(() -> sh("echo run"));
        server.onLoop(() -> hear(child).onExit(code -> {
            if (Collections.frequency(heard, "run") < 3) {
                startFromTheLoop(child);
            }
        }));
        start(child);
        until(() -> Collections.frequency(heard, "exit 0") == 3);

        assertThat(heard).containsExactly("run", "exit 0", "run", "exit 0", "run", "exit 0");
    }

    @Test
    void withoutAPolicyItIsNotStartedAgain() {
        ChildProcess child = server.ask(() -> hear(sh("exit 1")));
        start(child);
        untilHeard("exit 1");
        server.pass(Duration.ofMinutes(2));

        assertThat(child.isRunning()).isFalse();
        assertThat(heard).hasSize(1);
    }

    @Test
    void whatFailsIsStartedAgainAfterLongerAndLonger() {
        ChildProcess child = server.ask(() -> hear(sh("exit 1")).restart(RestartPolicy.ON_FAILURE));
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(child);
            for (int seconds = 1, run = 1; seconds < 16; seconds *= 2, run++) {
                int runs = run;
                until(() -> heard.size() == runs);
                server.pass(Duration.ofMillis(seconds * 1_000L - 1));
                assertThat(child.isRunning()).isFalse();
                assertThat(heard).hasSize(runs);
                server.pass(Duration.ofMillis(1));
            }
            until(() -> heard.size() == 5);
            assertThat(log.lines())
                    .startsWith(
                            "WARNING sh ended with code 1; it is started again in 1 s.",
                            "WARNING sh ended with code 1; it is started again in 2 s.");
        }
    }

    @Test
    void whatEndsWellIsStartedAgainOnlyIfItAlwaysIs() {
        ChildProcess onFailure = server.ask(() -> hear(sh("echo on failure")).restart(RestartPolicy.ON_FAILURE));
        ChildProcess always = server.ask(() -> hear(sh("echo always")).restart(RestartPolicy.ALWAYS));
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(onFailure);
            start(always);
            until(() -> Collections.frequency(heard, "exit 0") == 2);
            server.pass(RestartPolicy.FIRST);
            until(() -> Collections.frequency(heard, "exit 0") == 3);
            assertThat(log.lines()).isNotEmpty();
        }

        assertThat(heard).containsOnlyOnce("on failure");
        assertThat(Collections.frequency(heard, "always")).isEqualTo(2);
    }

    @Test
    void aLongHealthyRunBeginsTheBackOffAnew() {
        ChildProcess child = server.ask(() -> hear(sh("read line; exit 1")).restart(RestartPolicy.ON_FAILURE));
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(child);
            server.onLoop(() -> child.write("end"));
            until(() -> heard.size() == 1);
            server.pass(Duration.ofSeconds(1));
            server.onLoop(() -> child.write("end"));
            until(() -> heard.size() == 2);
            server.pass(Duration.ofSeconds(2).plus(ChildProcess.HEALTHY));
            server.onLoop(() -> child.write("end"));
            until(() -> heard.size() == 3);
            assertThat(log.lines())
                    .extracting(line -> line.replaceAll(".* in ", ""))
                    .containsExactly("1 s.", "2 s.", "1 s.");
        }
    }

    @Test
    void whatIsStoppedIsNotStartedAgain() {
        ChildProcess child = server.ask(() -> hear(sh("exec sleep 1000")).restart(RestartPolicy.ALWAYS));
        start(child);
        server.onLoop(child::stop);
        untilHeard("exit 143");
        server.pass(Duration.ofMinutes(2));

        assertThat(child.isRunning()).isFalse();
    }

    @Test
    void stoppedWhileItWaitsToBeStartedAgainItIsNot() {
        ChildProcess child = server.ask(() -> hear(sh("exit 1")).restart(RestartPolicy.ALWAYS));
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(child);
            untilHeard("exit 1");
            server.onLoop(child::stop);
            server.pass(Duration.ofMinutes(2));
            assertThat(log.lines()).hasSize(1);
        }

        assertThat(child.isRunning()).isFalse();
        assertThat(heard).hasSize(1);
    }

    @Test
    void startedByHandWhileItWaitsItIsNotStartedTwice() {
        ChildProcess child = server.ask(() -> hear(sh("read line; exit 1")).restart(RestartPolicy.ALWAYS));
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(child);
            server.onLoop(() -> child.write("end"));
            untilHeard("exit 1");
            start(child);
            Optional<Long> pid = child.pid();
            server.pass(RestartPolicy.FIRST);
            assertThat(child.pid()).isEqualTo(pid);
            assertThat(log.lines()).hasSize(1);
        }
    }

    @Test
    void whatCannotBeStartedAgainIsTriedAgain(@TempDir Path directory) throws IOException {
        Path program = Files.writeString(directory.resolve("program"), "#!/bin/sh\nexit 1\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        ChildProcess child = server.ask(() -> hear(program(program.toString())).restart(RestartPolicy.ON_FAILURE));
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(child);
            untilHeard("exit 1");
            Files.move(program, directory.resolve("away"));
            server.pass(Duration.ofSeconds(1));
            assertThat(log.lines().get(1)).contains("could not be started again");
            Files.move(directory.resolve("away"), program);
            server.pass(Duration.ofSeconds(2));
            until(() -> heard.size() == 2);
        }
    }

    @Test
    void oneProgramsLinesAreAnothersInput() {
        ChildProcess numbers = server.ask(() -> program("seq", "1", "5000"));
        ChildProcess sum = hearing("sh", "-c", "sum=0; while read n; do sum=$((sum + n)); done; echo $sum");
        server.onLoop(() -> {
            assertThat(numbers.pipe(sum)).isSameAs(sum);
            sum.start();
            numbers.start();
        });
        untilHeard("exit 0");

        assertThat(heard).containsExactly("12502500", "exit 0");
    }

    @Test
    void aPipeMayHaveThreeProgramsAndTheMiddleOnesLinesAreHeardToo() {
        List<String> middle = new ArrayList<>();
        ChildProcess first = server.ask(() -> program("printf", "b\na\nb\n"));
        ChildProcess second = server.ask(() -> program("sort").onLine(middle::add));
        ChildProcess third = hearing("uniq", "-c");
        server.onLoop(() -> {
            first.pipe(second).pipe(third);
            third.start();
            second.start();
            first.start();
        });
        untilHeard("exit 0");

        assertThat(middle).containsExactly("a", "b", "b");
        assertThat(heard)
                .extracting(line -> line.strip().replaceAll(" +", " "))
                .containsExactly("1 a", "2 b", "exit 0");
    }

    @Test
    void aFastProgramWaitsForTheSlowOneItPipesInto() {
        ChildProcess fast = server.ask(() -> program("yes", "x".repeat(8_000)));
        ChildProcess slow = hearing("sh", "-c", "read a; echo got one; exec sleep 1000");
        List<String> fastLines = new ArrayList<>();
        server.onLoop(() -> {
            fast.onLine(fastLines::add).pipe(slow);
            slow.start();
            fast.start();
        });
        untilHeard("got one");
        // It comes to rest when the pipe between them is full, which holds a few of its lines.
        int[] before = {-1};
        await().pollInSameThread().pollInterval(Duration.ofMillis(300)).until(() -> {
            server.settle();
            boolean rests = before[0] == fastLines.size();
            before[0] = fastLines.size();
            return rests;
        });

        assertThat(fastLines).hasSizeLessThan(100);
    }

    @Test
    void aChildThatFloodsWaitsForTheLoop() {
        ChildProcess child = server.ask(() -> program("yes", "x".repeat(100)).onLine(heard::add));
        start(child);
        int most = 0;
        for (int i = 0; i < 200; i++) {
            await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> server.loop().waiting() >= ChildRun.LINES_AHEAD);
            most = Math.max(most, server.loop().waiting());
            server.settle();
        }
        int before = heard.size();

        assertThat(most).isLessThanOrEqualTo(2 * ChildRun.LINES_AHEAD);
        server.onLoop(child::stop);
        until(() -> !child.isRunning());
        assertThat(heard).hasSizeGreaterThanOrEqualTo(before);
    }

    @Test
    void whoeverFailsToHearALineDoesNotKeepTheNextFromBeingHeard() {
        ChildProcess child = server.ask(() -> sh("echo one; echo two")
                .onLine(line -> {
                    throw new IllegalStateException(line);
                })
                .onLine(heard::add)
                .onExit(code -> {
                    throw new IllegalStateException("exit");
                })
                .onExit(code -> heard.add("exit " + code)));
        try (LogLines log = LogLines.of(ChildProcess.class)) {
            start(child);
            untilHeard("exit 0");
            assertThat(log.lines()).hasSize(3);
        }

        assertThat(heard).containsExactly("one", "two", "exit 0");
    }

    @Test
    void theServersStopEndsAllAndNobodyHears() {
        ChildProcess asked = hearing("sleep", "1000");
        ChildProcess stubborn = server.ask(() -> hear(sh("trap '' TERM; echo ready; sleep 1000 & echo $!; wait; wait"))
                .restart(RestartPolicy.ALWAYS));
        ChildProcess flooding = server.ask(() -> program("yes"));
        start(asked);
        start(stubborn);
        start(flooding);
        until(() -> heard.size() == 2);
        pids.add(Long.valueOf(heard.get(1)));
        for (ChildProcess child : List.of(asked, stubborn, flooding)) {
            pids.add(child.pid().orElseThrow());
        }
        try (LogLines log = LogLines.of(ChildRun.class)) {
            server.onLoop(() -> server.manager().stop(Disconnect.GOING_AWAY));
            pids.forEach(this::untilGone);
            until(() -> !stubborn.isRunning() && !log.lines().isEmpty());
        }

        assertThat(heard).as("two lines from before").hasSize(2);
        assertThat(server.time().waiting()).isZero();
    }

    @Test
    void aRestartOfTheServerEndsAllAndStartsNoneAgain() {
        ChildProcess child = server.ask(() -> hear(sh("exec sleep 1000")).restart(RestartPolicy.ALWAYS));
        start(child);
        pids.add(child.pid().orElseThrow());
        server.onLoop(() -> server.manager().restart());
        until(() -> !child.isRunning());
        server.pass(Duration.ofMinutes(2));

        assertThat(child.isRunning()).isFalse();
        assertThat(heard).isEmpty();
    }

    @Test
    void itIsTouchedOnTheLoopAlone() {
        ChildProcess child = hearing("true");
        assertThatIllegalStateException().isThrownBy(child::start);
        assertThatIllegalStateException().isThrownBy(child::stop);
        assertThatIllegalStateException().isThrownBy(() -> child.write("x"));
        assertThatIllegalStateException().isThrownBy(() -> program("true"));
    }

    private ChildProcess program(String... command) {
        ChildProcess child = server.manager().process(List.of(command));
        children.add(child);
        return child;
    }

    private ChildProcess sh(String script) {
        return program("sh", "-c", script);
    }

    private ChildProcess hear(ChildProcess child) {
        return child.onLine(heard::add).onExit(code -> heard.add("exit " + code));
    }

    private ChildProcess hearing(String... command) {
        return server.ask(() -> hear(program(command)));
    }

    private void start(ChildProcess child) {
        server.onLoop(child::start);
    }

    private static void startFromTheLoop(ChildProcess child) {
        try {
            child.start();
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void untilHeard(String line) {
        until(() -> heard.contains(line));
    }

    private void until(Callable<Boolean> condition) {
        await().pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    server.settle();
                    return condition.call();
                });
    }

    private void untilGone(long pid) {
        until(() -> !isAlive(pid));
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(Family::isAlive).isPresent();
    }
}
