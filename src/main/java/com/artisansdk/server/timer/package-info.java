/** Timers that a server may have: add them in the manager's {@code boot()}. */
@NullMarked
package com.artisansdk.server.timer;

import org.jspecify.annotations.NullMarked;
