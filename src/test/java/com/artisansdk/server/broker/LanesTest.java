package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.connection.Lane;
import com.artisansdk.server.testing.ManualScheduler;
import com.artisansdk.server.testing.SteppedExecutor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void connectionsAreSharedOutEvenly() {
        Lanes lanes = Lanes.over(List.of(new SteppedExecutor(), new SteppedExecutor()), new ManualScheduler());
        List<Lane> given = Stream.generate(lanes::next).limit(5).toList();

        assertThat(given.get(0)).isNotSameAs(given.get(1));
        assertThat(given).containsExactly(given.get(0), given.get(1), given.get(0), given.get(1), given.get(0));
    }
}
