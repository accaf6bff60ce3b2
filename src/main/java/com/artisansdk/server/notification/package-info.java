/** That one connection wants another's attention. */
@NullMarked
package com.artisansdk.server.notification;

import org.jspecify.annotations.NullMarked;
