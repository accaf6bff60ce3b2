/** Who may do what: the decision behind the protections, and how one becomes admin. */
@NullMarked
package com.artisansdk.server.security;

import org.jspecify.annotations.NullMarked;
