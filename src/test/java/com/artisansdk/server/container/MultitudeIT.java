package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.artisansdk.server.container.Multitude.Member;
import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A great many clients: they come, hear, and go in every way a client can go, and nothing of them is left. */
@ExtendWith(ArquillianExtension.class)
class MultitudeIT {

    /** Half as many in Payara, where more take too long: still more than its listener lets wait, as it comes. */
    private static final int MANY = Container.isPayara() ? 5_000 : 10_000;

    private static final int BROADCASTS = 20;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Files that are opened for good reasons of the container's own: a jar, a journal, a connection to the console. */
    private static final int FILES_OF_THE_CONTAINER = 100;

    private static final int THREADS_OF_THE_CONTAINER = 60;

    private final ContainerStage stage = new ContainerStage();

    @ArquillianResource
    private Deployer deployer;

    @Deployment(name = "server", managed = false, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of("server.key", Stage.KEY, "server.max.connections", "0"));
    }

    @Deployment(name = "sender", testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    @OperateOnDeployment("sender")
    void allComeAndHearAndGoAndNothingOfThemIsLeft() {
        deployer.deploy("server");
        try (Multitude multitude = new Multitude()) {
            long files = Management.openFiles();
            long threads = Management.threadCount();
            multitude.connect(MANY, PATIENCE);
            List<Member> all = multitude.members();
            multitude.readUntilAll(PATIENCE, all, member -> member.total() == MANY);

            List<Member> leaving = everyOther(all, 0);
            List<Member> staying = everyOther(all, 1);
            for (int n = 0; n < BROADCASTS; n++) {
                broadcast(n);
                for (Member member : leaving.subList(share(leaving, n), share(leaving, n + 1))) {
                    leave(member, all.indexOf(member) / 2);
                }
                multitude.readUntilAll(
                        PATIENCE,
                        List.of(staying.get(0)),
                        member -> !member.counts().isEmpty());
            }
            List<Integer> everything = IntStream.range(0, BROADCASTS).boxed().toList();
            multitude.readUntilAll(PATIENCE, staying, member -> member.counts().equals(everything));
            multitude.readUntilAll(PATIENCE, staying, member -> member.total() == staying.size());

            Client admin = stage.connects("127.0.0.1");
            admin.says("{'name':'Authenticate','password':'%s'}".formatted(Stage.KEY));
            admin.hearsEventually("ConnectionAuthenticated");
            admin.says("{'name':'DisconnectAll'}");
            assertThat(admin.isClosed()).isEqualTo(1000);
            multitude.readUntilAll(PATIENCE, staying, member -> member.closeCode() == 1000 && member.isGone());

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(stage.counted("connections.open")).isZero();
                assertThat(stage.counted("outbox.waiting")).isZero();
                assertThat(Management.openFiles()).isLessThan(files + FILES_OF_THE_CONTAINER);
                assertThat(Management.threadCount()).isLessThan(threads + THREADS_OF_THE_CONTAINER);
            });
        } finally {
            deployer.undeploy("server");
        }
    }

    @Test
    @OperateOnDeployment("sender")
    void whenTheServerIsTakenAwayAllAreTold() throws Exception {
        deployer.deploy("server");
        ExecutorService reader = Executors.newSingleThreadExecutor();
        try (Multitude multitude = new Multitude()) {
            multitude.connect(MANY, PATIENCE);
            Future<?> told = reader.submit(
                    () -> multitude.readUntilAll(PATIENCE, multitude.members(), member -> member.closeCode() == 1001));
            deployer.undeploy("server");
            told.get();
        } finally {
            reader.shutdownNow();
        }
    }

    private void broadcast(int n) {
        stage.queues(
                "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Count\",\"payload\":{\"n\":%d},\"to\":{\"everyone\":true}}}"
                        .formatted(n));
    }

    /** Each way in which a client can go, of its own accord or because it must. */
    private static void leave(Member member, int way) {
        byte[] frame = RawClient.frame(RawClient.TEXT, "{\"name\":\"JoinAsPlayer\"}");
        switch (way % 10) {
            case 0 -> member.send(RawClient.frame(RawClient.CLOSE, new byte[] {0x03, (byte) 0xE8}));
            case 1 -> member.hangUp();
            case 2 -> member.vanish();
            case 3 -> {
                member.send(Arrays.copyOf(frame, frame.length / 2));
                member.vanish();
            }
            case 4 -> {
                member.send(frame);
                member.vanish();
            }
            case 5 -> {
                member.stopReading();
                member.vanish();
            }
            case 6 -> member.say(0x82, "binary");
            case 7 -> member.say(RawClient.TEXT, "no JSON");
            case 8 -> member.say(RawClient.TEXT, "\"" + "x".repeat(70_000) + "\"");
            default -> {
                member.ignoreClose();
                member.say(RawClient.TEXT, "no JSON");
            }
        }
    }

    private static int share(List<Member> leaving, int n) {
        return leaving.size() * n / BROADCASTS;
    }

    private static List<Member> everyOther(List<Member> all, int first) {
        return IntStream.range(0, all.size())
                .filter(i -> i % 2 == first)
                .mapToObj(all::get)
                .toList();
    }
}
