package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Faults;
import com.artisansdk.server.bench.load.Meter;
import com.artisansdk.server.bench.load.Reactor;
import org.HdrHistogram.Histogram;

/**
 * What came of a round of sending.
 *
 * @param frames how many were received in the time measured
 * @param used what was used in it
 * @param read what the load client read in it
 * @param ages ns from stamp to arrival, of frames for many
 * @param agesOfOwn the same, of frames for one client
 */
record Flow(long frames, Meter.Reading used, Reactor.Read read, Histogram ages, Histogram agesOfOwn, Faults faults) {

    double framesPerSecond() {
        return frames / used.seconds();
    }

    /** Nanoseconds of the server's CPU. */
    double cpuPerFrame() {
        return used.serverNanos() / frames;
    }

    double framesPerRead() {
        return (double) frames / read.reads();
    }

    double bytesPerFrame() {
        return (double) read.bytes() / frames;
    }
}
