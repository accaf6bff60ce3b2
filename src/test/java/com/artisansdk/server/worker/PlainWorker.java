package com.artisansdk.server.worker;

import com.artisansdk.server.codec.Mismatch;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Scheduler;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The worker without a broker: what the message-driven bean does with a message, done with its text. */
public final class PlainWorker {

    private final CommandRunner runner;
    private final Manager manager;
    private final Scheduler scheduler;
    private final long most;
    private final Deque<String> dead = new ArrayDeque<>();

    public PlainWorker(CommandRunner runner, Manager manager, Scheduler scheduler, long most) {
        this.most = most;
        this.runner = runner;
        this.manager = manager;
        this.scheduler = scheduler;
    }

    public void work(Message message) {
        try {
            finish(runner.run(Bodies.text(message, most)));
        } catch (Mismatch unreadable) {
            finish(new Outcome.Dead(unreadable.text()));
        } catch (JMSException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void finish(Outcome outcome) {
        if (outcome instanceof Outcome.Dead letter) {
            manager.counters().count(Counters.COMMANDS_DEAD);
            dead.add(letter.reason());
        } else if (outcome instanceof Outcome.Later later) {
            scheduler.after(later.delay(), () -> work(FakeMessages.text(later.text())));
        }
    }

    public Optional<String> deadReason() {
        return Optional.ofNullable(dead.poll());
    }
}
