package org.example.chat;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;

/** Says something to everybody. */
@NoProtection
public record Say(String text) implements ClientMessage {

    public Say {
        if (text.isBlank()) {
            throw new IllegalArgumentException("text must not be blank");
        }
    }
}
