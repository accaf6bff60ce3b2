package com.artisansdk.server.bench.load;

import java.util.ArrayList;
import java.util.List;

/**
 * What must never happen, counted.
 *
 * @param outOfOrder a frame that is lost before another one counts here, too
 * @param closed clients that the server has closed, or lost
 */
public record Faults(long lost, long duplicated, long outOfOrder, long misdelivered, long closed) {

    /** Nothing. */
    public static final Faults NONE = new Faults(0, 0, 0, 0, 0);

    /** These and others. */
    public Faults and(Faults others) {
        return new Faults(
                lost + others.lost,
                duplicated + others.duplicated,
                outOfOrder + others.outOfOrder,
                misdelivered + others.misdelivered,
                closed + others.closed);
    }

    /** These, and clients that were closed. */
    public Faults andClosed(long clients) {
        return and(new Faults(0, 0, 0, 0, clients));
    }

    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        part(parts, "lost", lost);
        part(parts, "duplicated", duplicated);
        part(parts, "out of order", outOfOrder);
        part(parts, "misdelivered", misdelivered);
        part(parts, "clients closed", closed);
        return parts.isEmpty() ? "none" : String.join(", ", parts);
    }

    private static void part(List<String> parts, String what, long count) {
        if (count != 0) {
            parts.add(what + " " + count);
        }
    }
}
