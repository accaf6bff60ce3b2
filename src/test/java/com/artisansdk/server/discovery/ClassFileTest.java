package com.artisansdk.server.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassFileTest {

    static final class Constants implements Comparable<Constants> {
        static final long LONG = 1L << 40;
        static final double DOUBLE = 1.5;
        static final float FLOAT = 2.5f;
        static final String TEXT = "漢\0";

        @Override
        public int compareTo(Constants other) {
            Runnable lambda = () -> System.out.println(LONG + DOUBLE + FLOAT + TEXT + other.hashCode());
            lambda.run();
            return 0;
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Object.class,
                Runnable.class,
                Thread.State.class,
                java.util.concurrent.ConcurrentHashMap.class,
                java.util.Map.Entry.class,
                FunctionalInterface.class,
                Constants.class,
                ClassFile.class,
                ClassFileTest.class
            })
    void saysWhatTheClassItselfSays(Class<?> type) throws IOException {
        ClassFile file = ClassFile.read(new ByteArrayInputStream(bytes(type)));

        assertThat(file.name()).isEqualTo(type.getName());
        assertThat(file.supertypes()).containsExactlyElementsOf(supertypes(type));
    }

    @Test
    void whatIsNoClassFileIsNone() {
        assertThatIOException().isThrownBy(() -> ClassFile.read(new ByteArrayInputStream(new byte[] {'P', 'K', 3, 4})));
        assertThatIOException().isThrownBy(() -> ClassFile.read(InputStream.nullInputStream()));
    }

    @Test
    void aClassFileThatIsCutOffIsNone() throws IOException {
        byte[] whole = bytes(Runnable.class);
        for (int length = 0; length < 60; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatIOException().isThrownBy(() -> ClassFile.read(new ByteArrayInputStream(cut)));
        }
    }

    @Test
    void aClassFileThatIsBrokenIsAtWorstNone() throws IOException {
        byte[] whole = bytes(Runnable.class);
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            byte[] broken = whole.clone();
            broken[4 + random.nextInt(whole.length - 4)] = (byte) random.nextInt();
            broken[4 + random.nextInt(whole.length - 4)] = (byte) random.nextInt();
            readOrRefuse(broken);
        }
    }

    private static void readOrRefuse(byte[] broken) {
        try {
            assertThat(ClassFile.read(new ByteArrayInputStream(broken))).isNotNull();
        } catch (IOException refused) {
            assertThat(refused).isNotNull();
        }
    }

    static byte[] bytes(Class<?> type) throws IOException {
        try (InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class")) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static List<String> supertypes(Class<?> type) {
        List<String> names = new ArrayList<>();
        Class<?> superclass = type.isInterface() ? Object.class : type.getSuperclass();
        if (superclass != null) {
            names.add(superclass.getName());
        }
        Arrays.stream(type.getInterfaces()).map(Class::getName).forEach(names::add);
        return names;
    }
}
