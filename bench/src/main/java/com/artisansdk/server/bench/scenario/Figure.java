package com.artisansdk.server.bench.scenario;

import java.util.function.DoubleFunction;

/**
 * Something that is measured of both contestants. It is known by its name.
 *
 * @param required what the ratio must be; empty where nothing is required
 */
record Figure(String name, DoubleFunction<String> format, String required) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Figure figure && figure.name.equals(name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    static Figure micros(String name, String required) {
        return new Figure(name, nanos -> Table.decimal(nanos / 1e3) + " µs", required);
    }

    static Figure millis(String name, String required) {
        return new Figure(name, nanos -> Table.decimal(nanos / 1e6) + " ms", required);
    }

    static Figure whole(String name, String required) {
        return new Figure(name, Table::whole, required);
    }

    static Figure decimal(String name, String required) {
        return new Figure(name, Table::decimal, required);
    }

    static Figure percent(String name, String required) {
        return new Figure(name, Table::percent, required);
    }
}
