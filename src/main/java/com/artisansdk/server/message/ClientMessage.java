package com.artisansdk.server.message;

/**
 * Something a client may say. Its record carries one of the protections; one without fails deployment, by name.
 *
 * <p>Components that a client may leave out are {@link java.util.Optional}; all others are required. Types are exact: a
 * JSON number does not bind to a text, nor {@code 1.9} to an int. A constructor that throws {@link
 * IllegalArgumentException} makes the frame invalid, and the exception's message is what the client is told.
 */
public interface ClientMessage extends Message {}
