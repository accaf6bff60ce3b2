package com.artisansdk.server.bench.scenario;

/** Something that is measured. */
@FunctionalInterface
public interface Scenario {

    /** Measures it, and makes a table of it. */
    Table run(Bench bench) throws Exception;
}
