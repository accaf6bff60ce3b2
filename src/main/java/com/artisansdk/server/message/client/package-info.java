/** What a client may say. */
@NullMarked
package com.artisansdk.server.message.client;

import org.jspecify.annotations.NullMarked;
