package com.artisansdk.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LinesTest {

    @Test
    void linesComeWithoutTheirEnds() {
        assertThat(lines(10, "one\ntwo\r\n\n\r\nlast")).containsExactly("one", "two", "", "", "last");
    }

    @Test
    void theLastLineMayHaveAnEndOrNone() {
        assertThat(lines(10, "")).isEmpty();
        assertThat(lines(10, "a")).containsExactly("a");
        assertThat(lines(10, "a\n")).containsExactly("a");
        assertThat(lines(10, "a\n\n")).containsExactly("a", "");
    }

    @Test
    void aReturnWithinALineStays() {
        assertThat(lines(10, "10%\r20%\n")).containsExactly("10%\r20%");
    }

    @Test
    void aLineThatIsTooLongComesInPieces() {
        assertThat(lines(3, "abcdefgh\ni\n")).containsExactly("abc", "def", "gh", "i");
    }

    @Test
    void aLineThatJustFitsIsFollowedByNoEmptyOne() {
        assertThat(lines(3, "abc\nd\n")).containsExactly("abc", "d");
        assertThat(lines(3, "abc\r\nd\n")).containsExactly("abc", "d");
        assertThat(lines(3, "ab\r\nd\n")).containsExactly("ab", "d");
        assertThat(lines(3, "abcdef\n\nd\n")).containsExactly("abc", "def", "", "d");
        assertThat(lines(3, "abc")).containsExactly("abc");
    }

    @Test
    void aCharacterOfTwoHalvesIsNotParted() {
        assertThat(lines(3, "ab😀cd\n")).containsExactly("ab😀", "cd");
    }

    @Test
    void nothingGrowsWithoutBoundNotEvenReturns() {
        assertThat(lines(3, "\r".repeat(100)))
                .allSatisfy(piece -> assertThat(piece.length()).isLessThanOrEqualTo(5));
    }

    @Test
    void nothingIsLostWhateverTheText() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            String text = random.ints(random.nextInt(60), 0, 8)
                    .mapToObj(part ->
                            List.of("a", "b", "c", "d", "😀", "\r\n", "\n", "ö").get(part))
                    .collect(Collectors.joining());
            List<String> pieces = lines(1 + random.nextInt(6), text);

            assertThat(String.join("", pieces))
                    .as("seed %d", seed)
                    .isEqualTo(text.replace("\r\n", "").replace("\n", ""));
            assertThat(lines(1_000, text))
                    .as("seed %d", seed)
                    .isEqualTo(text.lines().toList());
        }
    }

    private static List<String> lines(int longest, String text) {
        try {
            Lines lines = new Lines(new StringReader(text), longest);
            List<String> all = new ArrayList<>();
            for (String line = lines.next(); line != null; line = lines.next()) {
                all.add(line);
            }
            return all;
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
