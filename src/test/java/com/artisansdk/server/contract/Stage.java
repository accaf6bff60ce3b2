package com.artisansdk.server.contract;

import java.util.Optional;

/** A server that plays the contract: in plain Java over fakes, or in a container over real sockets and a real queue. */
public interface Stage {

    /** The admin's password on every stage. */
    String KEY = "open sesame";

    /** How many connections every stage lets in. */
    int MOST = 20;

    /** Connects from an address. */
    Client connects(String address);

    /** Queues a message body as text. Returns when it has been taken off the queue. */
    void queues(String body);

    /** Queues a message body as bytes. Returns when it has been taken off the queue. */
    void queuesBytes(byte[] body);

    /** The reason of the oldest message on the dead letter queue, which is taken off it. */
    Optional<String> deadReason();

    /** How much of something the server has counted. */
    long counted(String what);

    /** Everybody leaves. Returns when the server has noticed. */
    void clear();
}
