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

    /** The least. */
    public double least() {
        return Collections.min(values);
    }

    /** The greatest. */
    public double most() {
        return Collections.max(values);
    }

    /** Each round's ratio to the same round of others. */
    public Rounds over(Rounds others) {
        Rounds ratios = new Rounds();
        for (int i = 0; i < values.size(); i++) {
            ratios.add(values.get(i) / others.values.get(i));
        }
        return ratios;
    }

    /** The least and the greatest, as whole numbers. */
    public String range() {
        return String.format(Locale.ROOT, "%,.0f – %,.0f", Collections.min(values), Collections.max(values));
    }
}
