package com.artisansdk.server.bench.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures, as Markdown. */
public final class Table {

    private final String title;
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /** An empty table. */
    public Table(String title, String... headings) {
        this.title = title;
        this.headings = List.of(headings);
    }

    /** Adds a row. */
    public void row(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells under " + headings.size() + " headings");
        }
        rows.add(List.of(cells));
    }

    /** Adds a sentence below the table. */
    public void note(String format, Object... arguments) {
        notes.add(String.format(Locale.ROOT, format, arguments));
    }

    /** A whole number, with commas. */
    public static String whole(double value) {
        return String.format(Locale.ROOT, "%,.0f", value);
    }

    /** A number with two decimals. */
    public static String decimal(double value) {
        return String.format(Locale.ROOT, "%,.2f", value);
    }

    /** Nanoseconds, as milliseconds. */
    public static String millis(double nanos) {
        return String.format(Locale.ROOT, "%,.1f ms", nanos / 1e6);
    }

    /** A share, in percent. */
    public static String percent(double share) {
        return String.format(Locale.ROOT, "%.0f %%", 100 * share);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("### " + title + "\n\n");
        line(text, headings);
        line(text, headings.stream().map(heading -> "---").toList());
        rows.forEach(row -> line(text, row));
        notes.stream().distinct().forEach(note -> text.append('\n').append(note).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
