/** What travels over the wire, as values: one record per message, its simple name the name on the wire. */
@NullMarked
package com.artisansdk.server.message;

import org.jspecify.annotations.NullMarked;
