/**
 * Records to JSON and back, exactly.
 *
 * <p>JSON-B binds leniently: it turns {@code 5} into {@code "5"}, {@code "yes"} into false, and overflows in silence. Here the JSON
 * tree is held against the record's components, and what does not fit is named. Only values that are neither records nor plain
 * are left to JSON-B.
 */
@NullMarked
package com.artisansdk.server.codec;

import org.jspecify.annotations.NullMarked;
