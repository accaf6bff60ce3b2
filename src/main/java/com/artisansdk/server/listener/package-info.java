/** The listeners that every server has. */
@NullMarked
package com.artisansdk.server.listener;

import org.jspecify.annotations.NullMarked;
