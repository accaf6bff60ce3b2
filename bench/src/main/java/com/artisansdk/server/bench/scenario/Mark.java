package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Progress;
import com.artisansdk.server.bench.load.Reactor;

/** How far a run has come at one moment: no frame is among one and not the other. */
record Mark(long frames, Reactor.Read read) {

    static Mark of(Reactor reactor, Progress progress) {
        return reactor.ask(() -> new Mark(progress.count(), reactor.read()));
    }

    Mark since(Mark earlier) {
        return new Mark(frames - earlier.frames, read.since(earlier.read));
    }
}
