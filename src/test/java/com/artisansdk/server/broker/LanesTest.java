package com.artisansdk.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void connectionsAreSharedOutEvenly() {
        Executor first = task -> {};
        Executor second = task -> {};
        Lanes lanes = new Lanes(List.of(first, second));

        assertThat(Stream.generate(lanes::next).limit(5)).containsExactly(first, second, first, second, first);
    }
}
