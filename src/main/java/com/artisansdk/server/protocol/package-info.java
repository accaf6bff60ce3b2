/** The languages connections speak. Nothing below this room knows that there is JSON. */
@NullMarked
package com.artisansdk.server.protocol;

import org.jspecify.annotations.NullMarked;
