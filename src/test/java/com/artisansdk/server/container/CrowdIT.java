package com.artisansdk.server.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.contract.Client;
import com.artisansdk.server.contract.Stage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Many clients at once. */
class CrowdIT extends ContainerTest {

    @Deployment(name = "server", order = 1, testable = false)
    static WebArchive server() {
        return Archives.server(Map.of(
                "server.key", Stage.KEY, "server.max.connections", "0", "server.trusted.proxies", "127.0.0.0/8"));
    }

    @Deployment(name = "sender", order = 2, testable = false)
    static WebArchive sender() {
        return Archives.sender();
    }

    @Test
    void eachOfTwoHundredWhoShakeHandsAtOnceIsTakenForItselfAlone() throws Exception {
        int crowd = 200;
        ExecutorService threads = Executors.newFixedThreadPool(crowd);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<String>> seen = new ArrayList<>();
        List<RawClient> clients = new ArrayList<>();
        try {
            for (int i = 0; i < crowd; i++) {
                RawClient client = RawClient.dials();
                clients.add(client);
                String address = address(i);
                seen.add(threads.submit(() -> {
                    go.await();
                    client.shakesHands("/server/", Map.of("X-Forwarded-For", address));
                    return client.hears("ConnectionEstablished")
                            .getJsonObject("connection")
                            .getString("ip_address");
                }));
            }
            go.countDown();
            for (int i = 0; i < crowd; i++) {
                assertThat(seen.get(i).get()).isEqualTo(address(i));
            }
        } finally {
            threads.shutdownNow();
            clients.forEach(Client::leaves);
        }
    }

    private static String address(int number) {
        return "10.200." + number / 100 + "." + (number % 100 + 1);
    }

    @Test
    void whoVanishesWhileAHundredListenIsMissedByNobody() {
        List<RawClient> crowd = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            crowd.add(stage().connectsByHand(address(i)));
        }
        RawClient vanishing = crowd.get(30);
        RawClient breaking = crowd.get(60);
        for (int n = 0; n < 60; n++) {
            if (n == 20) {
                vanishing.vanishes();
            }
            if (n == 40) {
                byte[] frame = RawClient.frame(RawClient.TEXT, "{\"name\":\"JoinAsPlayer\"}");
                breaking.sends(Arrays.copyOf(frame, frame.length / 2));
                breaking.vanishes();
            }
            stage().queues(
                            "{\"job\":\"SendMessage\",\"data\":{\"name\":\"Count\",\"payload\":{\"n\":%d},\"to\":{\"everyone\":true}}}"
                                    .formatted(n));
        }

        for (RawClient client : crowd) {
            if (client == vanishing || client == breaking) {
                continue;
            }
            for (int n = 0; n < 60; n++) {
                assertThat(client.hearsEventually("Count").getInt("n")).isEqualTo(n);
            }
            assertThat(client.isOpen()).isTrue();
        }
        RawClient witness = crowd.get(0);
        witness.says("{'name':'JoinAsSpectator'}");
        int total = 100;
        while (total != 98) {
            total = witness.hearsEventually("UpdateConnections").getInt("total");
        }
    }
}
