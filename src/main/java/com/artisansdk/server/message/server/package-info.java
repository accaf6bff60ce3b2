/** What the server says. */
@NullMarked
package com.artisansdk.server.message.server;

import org.jspecify.annotations.NullMarked;
