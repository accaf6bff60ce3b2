/** The WebSocket endpoint: a thin layer between the container's sessions and the kernel's connections. */
@NullMarked
package com.artisansdk.server.broker;

import org.jspecify.annotations.NullMarked;
