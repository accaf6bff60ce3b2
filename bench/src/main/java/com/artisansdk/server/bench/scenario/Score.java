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
    private double leastAtSaturation = 1;

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

    /** The same of a flow that is to take all that the server has. */
    void addSaturated(Flow flow) {
        add(flow);
        leastAtSaturation = Math.min(leastAtSaturation, flow.used().serverCores());
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

    /** The least the server has used of its core when it should have used all. */
    double leastAtSaturation() {
        return leastAtSaturation;
    }

    double clientCores() {
        return clientCores;
    }
}
