/** What has a contender send, the same for each: it runs in the contender's own archive, and is told what to do by the load client. */
package com.artisansdk.server.bench.trigger;
