package com.artisansdk.server.kernel;

import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/** Reads text line by line; a line that is too long comes in pieces, so that nobody has to hold more than one of them. */
final class Lines {

    private final Reader text;
    private final int longest;
    private boolean cut;

    /** Lines of a text, at most so many characters at a time, give or take one or two that must not be parted. */
    Lines(Reader text, int longest) {
        this.text = text;
        this.longest = longest;
    }

    /** A line without its end, or a piece of one; null at the end of the text. */
    @Nullable
    String next() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = text.read(); c >= 0; c = text.read()) {
            if (c != '\n') {
                line.append((char) c);
                if (line.length() >= longest && !(isFirstHalf((char) c) && line.length() <= longest + 1)) {
                    cut = true;
                    return line.toString();
                }
            } else if (cut && withoutReturn(line).isEmpty()) {
                // The end of a line whose last piece has been returned already.
                cut = false;
                line.setLength(0);
            } else {
                cut = false;
                return withoutReturn(line);
            }
        }
        return line.isEmpty() ? null : withoutReturn(line);
    }

    /** Whether what comes next may belong to it: the other half of a character, or of a line's end. */
    private static boolean isFirstHalf(char c) {
        return Character.isHighSurrogate(c) || c == '\r';
    }

    private static String withoutReturn(StringBuilder line) {
        int last = line.length() - 1;
        return last >= 0 && line.charAt(last) == '\r' ? line.substring(0, last) : line.toString();
    }
}
