/**
 * Who may do what. The annotations stand on message records, and on an application's own bean methods that take a
 * {@code Connection}; the {@code security} room decides what they mean.
 */
@NullMarked
package com.artisansdk.server.protection;

import org.jspecify.annotations.NullMarked;
