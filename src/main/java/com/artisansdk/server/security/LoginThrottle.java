package com.artisansdk.server.security;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * Counts wrong passwords of the last minute, by whatever identifies who tried: a connection, an address. From any thread.
 *
 * <p>A try is counted when it begins and given back when it turns out right, so that many at once do not slip through together.
 */
public final class LoginThrottle {

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

    private final IntSupplier limit;
    private final LongSupplier nanos;
    // In order of the last try, oldest first: whoever has expired altogether stands at the front.
    private final Map<Object, Deque<Long>> tries = new LinkedHashMap<>();

    /**
     * A throttle.
     *
     * @param limit wrong passwords a minute; 0 for any number
     */
    public LoginThrottle(IntSupplier limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /** Counts a try in, unless one of those who try has had too many. */
    public synchronized boolean admit(Object... who) {
        int most = limit.getAsInt();
        if (most == 0) {
            return true;
        }
        long now = nanos.getAsLong();
        expire(now);
        for (Object one : who) {
            if (recent(one, now).size() >= most) {
                return false;
            }
        }
        for (Object one : who) {
            Deque<Long> past = recent(one, now);
            past.add(now);
            tries.remove(one);
            tries.put(one, past);
        }
        return true;
    }

    /** Takes the newest try back: it was right. */
    public synchronized void forgive(Object... who) {
        for (Object one : who) {
            Deque<Long> past = tries.get(one);
            if (past != null) {
                past.pollLast();
                if (past.isEmpty()) {
                    tries.remove(one);
                }
            }
        }
    }

    private Deque<Long> recent(Object one, long now) {
        Deque<Long> past = tries.getOrDefault(one, new ArrayDeque<>());
        while (!past.isEmpty() && now - past.getFirst() >= WINDOW) {
            past.removeFirst();
        }
        return past;
    }

    private void expire(long now) {
        Iterator<Deque<Long>> oldestFirst = tries.values().iterator();
        while (oldestFirst.hasNext() && isOver(oldestFirst.next(), now)) {
            oldestFirst.remove();
        }
    }

    private static boolean isOver(Deque<Long> past, long now) {
        return past.isEmpty() || now - past.getLast() >= WINDOW;
    }
}
