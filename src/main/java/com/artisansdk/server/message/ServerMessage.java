package com.artisansdk.server.message;

/** Something the server says. Immutable, for one value is encoded once and goes to many. */
public interface ServerMessage extends Message {}
