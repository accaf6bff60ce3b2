package com.artisansdk.server.kernel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The settings the kernel goes by. It asks for them each time, so that a changed one counts at once.
 *
 * @param maxConnections how many connections may be open; 0 for any number
 * @param everyoneSeesDetails whether everybody is shown the full view of everybody
 * @param rosterInterval the least time between two paced rosters; zero for one frame per change
 * @param rosterLimit how many connections a roster lists
 * @param rosterBandwidth bytes a second, over all clients, that paced rosters may take
 * @param restart whether a stopped server boots afresh
 * @param drain over how long a server that drains closes its clients
 * @param drainAt when the server is to drain, if it has booted before
 */
public record Policy(
        int maxConnections,
        boolean everyoneSeesDetails,
        Duration rosterInterval,
        int rosterLimit,
        long rosterBandwidth,
        boolean restart,
        Duration drain,
        Optional<Instant> drainAt) {

    /** What holds when nothing is set. */
    public static final Policy DEFAULT = new Policy(
            100, false, Duration.ofMillis(100), 100, 10_000_000, true, Duration.ofSeconds(10), Optional.empty());
}
