package com.artisansdk.server.kernel;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the kernel borrows from the world outside it.
 *
 * @param loop where everything happens
 * @param scheduler time
 * @param background where slow work goes, such as promises
 * @param attendants where threads come from that wait for most of their time, as many as it takes
 * @param login who may become admin
 * @param deliveries the way out, for the audiences of one boot
 * @param policy the settings as they are now
 * @param listeners makes the listeners that every server has, anew for each boot
 * @param events told of what happened, for code that only watches
 */
public record Platform(
        Loop loop,
        Scheduler scheduler,
        Executor background,
        Executor attendants,
        AdminLogin login,
        Function<Audiences, Deliveries> deliveries,
        Supplier<Policy> policy,
        Supplier<List<Listener>> listeners,
        Consumer<Object> events) {}
