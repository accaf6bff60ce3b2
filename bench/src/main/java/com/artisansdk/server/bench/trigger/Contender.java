package com.artisansdk.server.bench.trigger;

import com.artisansdk.server.bench.Stamp;
import java.util.List;

/** Something that holds connections and sends frames to them. Called by one thread at a time. */
public interface Contender {

    /** Sends a frame to everybody. */
    void everyone(Stamp stamp);

    /** Sends a frame to everybody but one. */
    void everyoneBut(String id, Stamp stamp);

    /** Sends a frame of about so many bytes to one. */
    void one(String id, Stamp stamp, int bytes);

    /** Sends a frame to those who have subscribed to a topic, by its number. */
    void topic(int topic, Stamp stamp);

    /**
     * Makes topics, instead of those there were, and subscribes clients to them: the first so many to the first topic, the next to the
     * second, and from the beginning again when there are no more clients.
     */
    void topics(int count, int size, List<String> ids) throws Exception;

    /** How many connections are open. */
    int open() throws Exception;
}
