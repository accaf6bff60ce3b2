/** The server as an application extends it: with a message to say, and one to answer. Laid over the server's archive. */
package com.artisansdk.server.bench.ours;
