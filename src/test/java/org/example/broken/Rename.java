package org.example.broken;

import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.protection.NoProtection;

/** A message with a component that every frame has already. */
@NoProtection
public record Rename(String name) implements ClientMessage {}
