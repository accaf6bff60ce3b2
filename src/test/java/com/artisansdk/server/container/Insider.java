package com.artisansdk.server.container;

import com.artisansdk.server.command.SendMessageCommand;
import com.artisansdk.server.command.SendMessageCommand.To;
import com.artisansdk.server.queue.CommandQueue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A bean that tells everybody something by the queue, or several things, in a transaction of its own or in none. */
@ApplicationScoped
public class Insider {

    @Inject
    private CommandQueue queue;

    /** Once the transaction commits. */
    @Transactional
    public void say(List<String> names, Duration delay) {
        queue(names, delay);
    }

    /** Or never: the transaction rolls back. */
    @Transactional
    public void failToSay(List<String> names, Duration delay) {
        queue(names, delay);
        throw new IllegalStateException("This rolls back.");
    }

    /** At once. */
    @Transactional(Transactional.TxType.NEVER)
    public void sayWithoutTransaction(List<String> names, Duration delay) {
        queue(names, delay);
    }

    private void queue(List<String> names, Duration delay) {
        names.forEach(name -> queue.queue(frame(name), delay));
    }

    private static SendMessageCommand frame(String name) {
        return new SendMessageCommand(name, Map.of(), To.all());
    }
}
