/** The world in miniature: time, threads and sockets that do what a test tells them, when it tells them. */
@NullMarked
package com.artisansdk.server.testing;

import org.jspecify.annotations.NullMarked;
