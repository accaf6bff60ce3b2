package com.artisansdk.server.message.server;

import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.notification.Notification;
import java.util.Map;
import java.util.UUID;

/** A receiver's notifications, by sender. */
public record UpdateNotifications(Map<UUID, Notification> notifications) implements ServerMessage {}
