package com.artisansdk.server.notification;

import java.util.UUID;

/**
 * A notification as its receiver sees it.
 *
 * @param sender the connection that notified
 * @param timestamp when, in whole seconds since the epoch
 * @param uuid the notification's own identity
 */
public record Notification(UUID sender, long timestamp, UUID uuid) {}
