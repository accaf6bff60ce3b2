/** What operators and their machines ask over HTTP. */
@NullMarked
package com.artisansdk.server.admin;

import org.jspecify.annotations.NullMarked;
