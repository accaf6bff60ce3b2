/**
 * A client on the other end of a socket: who it is, and the way out to it.
 *
 * <p>What a {@link com.artisansdk.server.connection.Connection} knows belongs to the kernel's loop; its {@link
 * com.artisansdk.server.connection.Outbox} may be used from any thread.
 */
@NullMarked
package com.artisansdk.server.connection;

import org.jspecify.annotations.NullMarked;
