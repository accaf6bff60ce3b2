package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Meter;
import java.util.LinkedHashMap;
import java.util.Map;

/** What one contestant has achieved, round by round. */
final class Score {

    private final Map<Figure, Rounds> figures = new LinkedHashMap<>();
    private Faults faults = Faults.NONE;
    private double othersCores;
    private double clientCores;

    void add(Figure figure, double value) {
        figures.computeIfAbsent(figure, absent -> new Rounds()).add(value);
    }

    void add(Faults more) {
        faults = faults.and(more);
    }

    void add(Meter.Reading used) {
        othersCores = Math.max(othersCores, used.othersCores());
        clientCores = Math.max(clientCores, used.clientCores());
    }

    /** Faults and what was used of it; figures are the scenario's own choice. */
    void add(Flow flow) {
        add(flow.faults());
        add(flow.used());
    }

    Map<Figure, Rounds> figures() {
        return figures;
    }

    Faults faults() {
        return faults;
    }

    double othersCores() {
        return othersCores;
    }

    double clientCores() {
        return clientCores;
    }
}
