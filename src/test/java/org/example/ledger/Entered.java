package org.example.ledger;

import com.artisansdk.server.message.ServerMessage;

/** Something has been written down. */
public record Entered(int number) implements ServerMessage {}
