/** Finds the classes an application brings. */
@NullMarked
package com.artisansdk.server.discovery;

import org.jspecify.annotations.NullMarked;
