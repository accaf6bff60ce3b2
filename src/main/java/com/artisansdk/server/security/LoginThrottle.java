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
    // In order of the first try, oldest first: what has expired stands at the front.
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
            Deque<Long> past = tries.get(one);
            if (past != null && past.size() >= most) {
                return false;
            }
        }
        for (Object one : who) {
            tries.computeIfAbsent(one, absent -> new ArrayDeque<>()).add(now);
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

    private void expire(long now) {
        Iterator<Deque<Long>> all = tries.values().iterator();
        while (all.hasNext()) {
            Deque<Long> past = all.next();
            while (!past.isEmpty() && now - past.getFirst() >= WINDOW) {
                past.removeFirst();
            }
            if (past.isEmpty()) {
                all.remove();
            }
        }
    }
}
