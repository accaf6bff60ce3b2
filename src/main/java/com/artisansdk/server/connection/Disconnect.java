package com.artisansdk.server.connection;

/**
 * Why the server closes a connection, as it is said in the close frame (RFC 6455, section 7.4).
 *
 * <p>A client should come back after 1001, 1012 and 1013, later rather than sooner; after 1000 somebody wanted it gone; after
 * 1003, 1007, 1008 and 1009 it would only meet the same end.
 *
 * @param code the close code
 * @param reason at most 123 bytes of UTF-8
 */
public record Disconnect(int code, String reason) {

    /** An admin, or other code, closed the connection. */
    public static final Disconnect KICKED = new Disconnect(1000, "Disconnected.");

    /** The container or the application goes away. */
    public static final Disconnect GOING_AWAY = new Disconnect(1001, "The server goes away.");

    /** A binary frame: this endpoint speaks text. */
    public static final Disconnect BINARY = new Disconnect(1003, "Binary frames are not understood here.");

    /** Nothing was heard of the client for too long, not even a pong. */
    public static final Disconnect SILENT = new Disconnect(1001, "No answer to pings.");

    /** The connection is gone; no close frame was, or will be, exchanged. */
    public static final Disconnect LOST = new Disconnect(1006, "");

    /** A frame that is not one JSON object. */
    public static final Disconnect MALFORMED = new Disconnect(1007, "Not one JSON object.");

    /** Too many frames, too often. */
    public static final Disconnect FLOODING = new Disconnect(1008, "Too many frames.");

    /** A frame over {@code server.message.max}. */
    public static final Disconnect TOO_BIG = new Disconnect(1009, "Frame too big.");

    /** The server stops and boots afresh: come back soon. */
    public static final Disconnect RESTART = new Disconnect(1012, "The server restarts.");

    /** The server holds all the connections it may. */
    public static final Disconnect FULL = new Disconnect(1013, "The server is full.");

    /** More waits for the client than the server keeps for anyone. */
    public static final Disconnect TOO_SLOW = new Disconnect(1013, "Reading too slowly.");

    /** Whether a close frame with this code may be sent: 1006 stands for its absence. */
    public boolean isSendable() {
        return code != LOST.code();
    }
}
