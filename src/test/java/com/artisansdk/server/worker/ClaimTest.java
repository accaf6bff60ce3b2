package com.artisansdk.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.UUID;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClaimTest {

    /** Nobody else in this JVM has it; and it holds what means something in the name of an MBean. */
    private final String queue = "realtime,*?\"=\\:" + UUID.randomUUID();

    private final Claim first = new Claim();
    private final Claim second = new Claim();

    @AfterEach
    void release() {
        first.release();
        second.release();
    }

    @Test
    void theSecondOnAQueueIsRefusedAndBothAreNamedWithWhatToDo() {
        first.take(queue, "/shop");

        assertThatThrownBy(() -> second.take(queue, ""))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The server / cannot start: the server /shop has the queue " + queue
                        + ", and two would share its commands out between them."
                        + " Set server.queue to another for one of them, or undeploy /shop.");
    }

    @Test
    void whoAsksBeforeItIsRefusedToo() {
        assertThatCode(() -> Claim.requireFree(queue, "The server in late.war")).doesNotThrowAnyException();
        first.take(queue, "");

        assertThatThrownBy(() -> Claim.requireFree(queue, "The server in late.war"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "The server in late.war cannot start: the server / has the queue " + queue + ",");
    }

    @Test
    void oneThatIsRefusedLeavesTheQueueToWhoHasIt() {
        first.take(queue, "/shop");
        assertThatThrownBy(() -> second.take(queue, "/second")).hasMessageContaining("/second");

        second.release();

        assertThatThrownBy(() -> Claim.requireFree(queue, "The server in late.war"))
                .hasMessageContaining("/shop");
    }

    @Test
    void aReleasedQueueIsFreeForOthersAndForItself() {
        first.take(queue, "/shop");
        first.release();
        first.release();

        second.take(queue, "/second");
        second.release();
        first.take(queue, "/shop");

        assertThatThrownBy(() -> Claim.requireFree(queue, "The server in late.war"))
                .hasMessageContaining("/shop");
    }

    @Test
    void queuesAreClaimedEachForItself() {
        first.take(queue, "/shop");

        assertThatCode(() -> second.take(queue + ".dead", "/second")).doesNotThrowAnyException();
    }

    @Test
    void anAdministratorSeesWhoHasAQueue() throws Exception {
        first.take(queue, "/shop");

        ObjectName name = new ObjectName("com.artisansdk.server:type=Queue,name=" + ObjectName.quote(queue));
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Server"))
                .isEqualTo("/shop");
        assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Queue"))
                .isEqualTo(queue);
    }
}
