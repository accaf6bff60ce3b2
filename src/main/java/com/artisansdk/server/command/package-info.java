/** The commands that every server has. Each may be queued, as a record, by any code. */
@NullMarked
package com.artisansdk.server.command;

import org.jspecify.annotations.NullMarked;
