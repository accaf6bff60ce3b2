package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Secret;
import com.artisansdk.server.protection.NoProtection;

/** Asks for admin. */
@NoProtection
public record Authenticate(@Secret String password) implements ClientMessage {

    /** Without the password, so that no log shows it. */
    @Override
    public String toString() {
        return "Authenticate[password=(secret)]";
    }
}
