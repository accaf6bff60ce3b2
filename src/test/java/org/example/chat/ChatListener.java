package org.example.chat;

import com.artisansdk.server.kernel.Listener;

/** Lets everybody talk. */
public final class ChatListener extends Listener {

    @Override
    protected void boot() {
        hear(
                Say.class,
                said -> new SayCommand(
                        said.connection().name().orElse("Somebody"),
                        said.message().text()));
    }
}
