package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.AdminProtection;

/** Closes every client, drops all state, and boots the server afresh. */
@AdminProtection
public record StopServer() implements ClientMessage {}
