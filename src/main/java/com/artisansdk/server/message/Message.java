package com.artisansdk.server.message;

/**
 * Something said over the wire, one way or the other. A message is a record; its components are the frame's payload,
 * written in snake case ({@code replyTo} is {@code reply_to}). No component may be called {@code id}, {@code name} or
 * {@code timestamp}: every frame has those already.
 */
public interface Message {

    /** The name on the wire: the record's simple name. */
    default String messageName() {
        return getClass().getSimpleName();
    }
}
