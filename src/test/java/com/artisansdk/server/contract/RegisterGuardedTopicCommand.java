package com.artisansdk.server.contract;

import com.artisansdk.server.kernel.Admission;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.TopicRule;

/** An application's command, that registers a topic for admins and for whoever brings a ticket along. */
public record RegisterGuardedTopicCommand(String name, boolean slow) implements Command {

    @Override
    public void run(Manager manager) {
        TopicRule rule = request -> request.data().toString().contains("ticket")
                ? Admission.granted(request.data())
                : TopicRule.ADMINS.decide(request);
        manager.topics().register(name, slow ? TopicRule.slow(rule) : rule);
    }
}
