package com.artisansdk.server.config;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The settings, valid one by one and together.
 *
 * @param maxConnections {@code server.max.connections}: how many connections may be open; 0 for any number
 * @param queue {@code server.queue}: the queue's name; dead letters go to the one of that name with {@code .dead} behind it
 * @param queueDriver {@code server.queue.driver}: JNDI name of a connection factory; the container's own when missing
 * @param key {@code server.key}: the admin's password
 * @param jaasName {@code server.jaas.name}: an entry of the container's login configuration, instead of the key
 * @param manager {@code server.manager}: class name of the manager to boot, where there are several
 * @param messageMax {@code server.message.max}: bytes of UTF-8 in one frame from a client
 * @param rateLimit {@code server.rate.limit}: frames a second from one client, five times as many in a burst; 0 for any number
 * @param loginAttempts {@code server.login.attempts}: wrong passwords a minute; 0 for any number
 * @param rosterDetails {@code server.roster.details}: whose details everybody sees
 * @param rosterInterval {@code server.roster.interval}, in ms: the least time between two paced rosters
 * @param rosterLimit {@code server.roster.limit}: how many connections a roster lists
 * @param rosterBandwidth {@code server.roster.bandwidth}: bytes a second that paced rosters may take
 * @param outboxBytes {@code server.outbox.bytes}: bytes that may wait for one client
 * @param outboxFrames {@code server.outbox.frames}: frames that may wait for one client
 * @param slow {@code server.slow}: what becomes of a client for which too much waits
 * @param commandTimeout {@code server.command.timeout}, in s: how long a command waits for its turn
 * @param drain {@code server.drain}, in s: over how long a draining server closes its clients
 * @param drainAt {@code server.drain.at}: when the server is to drain, unless it has started since
 * @param restart {@code server.restart}: whether a stopped server boots afresh
 * @param trustedProxies {@code server.trusted.proxies}: whose {@code X-Forwarded-For} is believed
 * @param origins {@code server.origins}: the origins whose pages may connect; of any when empty
 */
public record ServerConfig(
        int maxConnections,
        String queue,
        Optional<String> queueDriver,
        Optional<String> key,
        Optional<String> jaasName,
        Optional<String> manager,
        int messageMax,
        int rateLimit,
        int loginAttempts,
        RosterDetails rosterDetails,
        Duration rosterInterval,
        int rosterLimit,
        long rosterBandwidth,
        long outboxBytes,
        int outboxFrames,
        Slow slow,
        Duration commandTimeout,
        Duration drain,
        Optional<Instant> drainAt,
        boolean restart,
        List<Network> trustedProxies,
        List<String> origins) {

    /** Whose details everybody sees. */
    public enum RosterDetails {
        /** Each its own; admins everybody's. */
        OWN,
        /** Everybody everybody's, as in the original. */
        EVERYONE
    }

    /** What becomes of a client for which too much waits. */
    public enum Slow {
        /** It is closed. */
        CLOSE,
        /** It misses the oldest frames. */
        DROP
    }

    /** Without the key, so that no log shows it. */
    @Override
    public String toString() {
        return "ServerConfig[queue=" + queue + ", maxConnections=" + maxConnections + ", admin="
                + (key.isPresent() || jaasName.isPresent()) + "]";
    }
}
