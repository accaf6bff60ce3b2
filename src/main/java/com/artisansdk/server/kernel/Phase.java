package com.artisansdk.server.kernel;

/** What the server as a whole is doing. */
public enum Phase {
    /** Nothing: it has not started yet, or has stopped and stays so. */
    STOPPED,
    /** It takes clients, and commands off the queue. */
    RUNNING,
    /** It takes neither any more, and says goodbye to the clients it has. */
    DRAINING,
    /** The last client has gone. It may be taken away; or be restarted, and run again. */
    DRAINED
}
