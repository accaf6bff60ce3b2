/** The load client: thousands of WebSocket connections on one thread, and what they saw. */
package com.artisansdk.server.bench.load;
