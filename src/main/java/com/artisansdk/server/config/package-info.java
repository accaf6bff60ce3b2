/** The server's settings: read from MicroProfile Config, checked all together, replaced whole. */
@NullMarked
package com.artisansdk.server.config;

import org.jspecify.annotations.NullMarked;
