package com.artisansdk.server.message.client;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.AdminProtection;

/** Closes every client, one after the other, and lets nobody in any more: the server is about to be redeployed or stopped. */
@AdminProtection
public record DrainServer() implements ClientMessage {}
