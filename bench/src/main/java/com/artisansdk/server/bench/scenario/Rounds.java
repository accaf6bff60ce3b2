package com.artisansdk.server.bench.scenario;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** The same measured several times; the median counts. */
public final class Rounds {

    private final List<Double> values = new ArrayList<>();

    /** One more round. */
    public void add(double value) {
        values.add(value);
    }

    /** The one in the middle. */
    public double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The least and the greatest. */
    public String range() {
        return String.format(Locale.ROOT, "%,.0f – %,.0f", Collections.min(values), Collections.max(values));
    }
}
