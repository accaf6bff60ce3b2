/**
 * The server itself, in plain Java: who is here, what was said, who is told.
 *
 * <p>All state belongs to one serial {@link com.artisansdk.server.kernel.Loop}. Whatever comes from outside, a frame, a
 * command, a timer, a finished promise, enters as a task of the loop and runs alone until it returns, so handlers are
 * atomic and need no locks. Code that changes state off the loop is told so at once, by an exception. Nothing here waits:
 * slow work goes to {@code manager.promise(...)} and comes back as another task.
 *
 * <p>Nothing here knows of JSON, sockets, JMS or a container; those live behind the ports gathered in {@link
 * com.artisansdk.server.kernel.Platform}.
 */
@NullMarked
package com.artisansdk.server.kernel;

import org.jspecify.annotations.NullMarked;
