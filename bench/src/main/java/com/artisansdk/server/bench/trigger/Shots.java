package com.artisansdk.server.bench.trigger;

import com.artisansdk.server.bench.Payload;
import com.artisansdk.server.bench.Stamp;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the load client wants to have sent.
 *
 * @param kind to whom
 * @param run goes into the stamps
 * @param count how many, in an open loop
 * @param rate how many a second, in an open loop
 * @param control the port of the load client that says when to go on, in a closed loop; 0 for an open one
 * @param topics how many topics there are to send to in turn
 * @param bytes the size of a frame to one client
 * @param first the number of the first of the clients named
 * @param ids the clients named
 */
record Shots(
        Kind kind, long run, int count, int rate, int control, int topics, int bytes, int first, List<String> ids) {

    /** To whom a shot goes. */
    enum Kind {
        /** To everybody. */
        EVERYONE,
        /** To the subscribers of one topic after the other. */
        TOPIC,
        /** To one of the clients named after the other. */
        ONE,
        /** To everybody but the client named, and then at once to that one. */
        AFTER,
        /** To everybody, and then one large frame to each of the clients named. */
        AND_LARGE,
    }

    static Shots of(HttpServletRequest request) throws IOException {
        return new Shots(
                Kind.valueOf(request.getParameter("kind").toUpperCase(Locale.ROOT)),
                number(request, "run", 0),
                number(request, "count", 0),
                number(request, "rate", 1),
                number(request, "control", 0),
                number(request, "topics", 1),
                number(request, "bytes", Payload.BYTES),
                number(request, "first", 0),
                request.getReader().lines().filter(line -> !line.isBlank()).toList());
    }

    static int number(HttpServletRequest request, String name, int byDefault) {
        return Optional.ofNullable(request.getParameter(name))
                .map(Integer::parseInt)
                .orElse(byDefault);
    }

    void shoot(Contender at, long index, long nanos) {
        switch (kind) {
            case EVERYONE -> at.everyone(stamp(Stamp.EVERYONE, index, nanos));
            case TOPIC -> {
                int topic = (int) (index % topics);
                at.topic(topic, stamp(Stamp.topic(topic), index / topics, nanos));
            }
            case ONE -> {
                int one = (int) (index % ids.size());
                at.one(ids.get(one), stamp(first + one, index / ids.size(), nanos), bytes);
            }
            case AFTER -> {
                at.everyoneBut(ids.get(0), stamp(Stamp.EVERYONE, index, nanos));
                at.one(ids.get(0), stamp(first, index, nanos), bytes);
            }
            case AND_LARGE -> {
                at.everyone(stamp(Stamp.EVERYONE, index, nanos));
                for (int i = 0; i < ids.size(); i++) {
                    at.one(ids.get(i), stamp(first + i, index, nanos), bytes);
                }
            }
        }
    }

    private Stamp stamp(long to, long sequence, long nanos) {
        return new Stamp(run, to, sequence, nanos);
    }
}
