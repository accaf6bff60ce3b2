/** What connections subscribe to. */
@NullMarked
package com.artisansdk.server.topic;

import org.jspecify.annotations.NullMarked;
