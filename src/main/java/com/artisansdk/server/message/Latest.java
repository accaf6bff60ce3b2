package com.artisansdk.server.message;

/**
 * States the latest of something: while an older message of the same name still waits for a slow client, this one takes
 * its place in the queue instead of standing behind it.
 */
public interface Latest extends ServerMessage {}
