package org.example.chat;

import com.artisansdk.server.kernel.Manager;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Specializes;

/** The server, with a chat. */
@ApplicationScoped
@Specializes
public class ChatManager extends Manager {

    @Override
    protected void boot() {
        super.boot();
        listener(new ChatListener());
    }
}
