package com.artisansdk.server.worker;

import java.time.Duration;

/** What is to become of a message that was taken off the queue. */
sealed interface Outcome {

    /** It ran. */
    record Done() implements Outcome {}

    /** It has not run, for the server had ceased to when its turn came. It is to be tried again when the server runs. */
    record Held() implements Outcome {}

    /**
     * It cannot run, now or later.
     *
     * @param reason what an operator needs to know; goes with it
     */
    record Dead(String reason) implements Outcome {}

    /**
     * It is to run later.
     *
     * @param text what to queue again, without the delay
     */
    record Later(String text, Duration delay) implements Outcome {}
}
