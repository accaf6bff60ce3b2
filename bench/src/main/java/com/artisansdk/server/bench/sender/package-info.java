/** An application beside the server in the container, which puts commands on its queue. */
package com.artisansdk.server.bench.sender;
