package org.example.tour;

import com.artisansdk.server.kernel.Audience;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import org.example.chat.Said;

/** Says something to the subscribers of a topic. */
public record PublishCommand(String topic, String text) implements Command {

    @Override
    public void run(Manager manager) {
        manager.topics()
                .find(topic)
                .ifPresent(found -> manager.send(Audience.topic(found), new Said("The " + topic, text)));
    }
}
