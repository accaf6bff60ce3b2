package com.artisansdk.server.worker;

/** Which server takes the commands of a queue, as the container's JMX shows it. */
public interface ClaimMXBean {

    /** The queue's name. */
    String getQueue();

    /** The context path of the server. */
    String getServer();
}
