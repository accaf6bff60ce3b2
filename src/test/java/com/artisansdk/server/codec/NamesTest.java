package com.artisansdk.server.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamesTest {

    @ParameterizedTest
    @CsvSource({"name, name", "replyTo, reply_to", "ipAddress, ip_address", "a1B2, a1_b2", "already_so, already_so"})
    void aComponentIsCalledInSnakeCase(String component, String field) {
        assertThat(Names.of(component)).isEqualTo(field);
    }
}
