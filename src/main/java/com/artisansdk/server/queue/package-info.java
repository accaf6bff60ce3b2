/** How offline code speaks to the server: it queues commands, in its own transaction. */
@NullMarked
package com.artisansdk.server.queue;

import org.jspecify.annotations.NullMarked;
