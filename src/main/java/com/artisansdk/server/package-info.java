/** Boots the server with the container, and wires its rooms. */
@NullMarked
package com.artisansdk.server;

import org.jspecify.annotations.NullMarked;
