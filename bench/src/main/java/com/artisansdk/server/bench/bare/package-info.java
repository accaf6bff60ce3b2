/** What the server is compared with: the endpoint that every team writes first. */
package com.artisansdk.server.bench.bare;
