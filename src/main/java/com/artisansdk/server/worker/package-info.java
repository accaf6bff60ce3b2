/** Takes commands off the queue, one at a time and in order, and runs them on the loop. */
@NullMarked
package com.artisansdk.server.worker;

import org.jspecify.annotations.NullMarked;
