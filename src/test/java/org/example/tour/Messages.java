package org.example.tour;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.SelfHandling;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.protection.AdminProtection;
import com.artisansdk.server.protection.ClientProtection;
import com.artisansdk.server.protection.NoProtection;
import com.artisansdk.server.protection.OwnedByClient;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.example.chat.Said;

/** What is said on the tour. A message may stand in a file of its own, or inside another class, like these. */
final class Messages {

    private Messages() {}

    /** Comes back to whoever said it. */
    @NoProtection
    public record Echo(String text) implements SelfHandling {

        @Override
        public void handle(Connection from, Manager manager) {
            manager.send(from, new Said("The echo", text));
        }
    }

    /** Says something to one connection. */
    @NoProtection
    public record Whisper(UUID to, String text) implements ClientMessage {}

    /** Nobody may talk any more. */
    @AdminProtection
    public record Hush() implements ClientMessage {}

    /** Everybody may talk again. */
    @AdminProtection
    public record Talk() implements ClientMessage {}

    /** Begins the last call. */
    @AdminProtection
    public record LastCall() implements ClientMessage {}

    /** Says something to everybody in a while. */
    @NoProtection
    public record Remind(String text) implements ClientMessage {}

    /** Says it not. */
    @NoProtection
    public record Forget(String text) implements ClientMessage {}

    /** Asks for a translation. */
    @NoProtection
    public record Translate(String text) implements ClientMessage {}

    /** A translation. */
    public record Translated(String text) implements ServerMessage {}

    /** Asks who is subscribed to a topic. */
    @NoProtection
    public record WhoIsIn(String topic) implements ClientMessage {}

    /** Who is subscribed to a topic. */
    public record Present(List<String> people) implements ServerMessage {}

    /** Tells everybody one's mood. */
    @NoProtection
    public record SetMood(String mood) implements ClientMessage {}

    /** Becomes a speaker. */
    @AdminProtection
    public record TakeTheFloor() implements ClientMessage {}

    /** Warns a connection. The bean that does it decides who may. */
    @NoProtection
    public record Warn(UUID who) implements ClientMessage {}

    /** Gives a connection another name. */
    @ClientProtection
    public record Rename(UUID connection, String to) implements ClientMessage, OwnedByClient {

        @Override
        public Optional<UUID> owner() {
            return Optional.of(connection);
        }
    }

    /** Joins by a nickname, in the place of the server's own message of that name. */
    @NoProtection
    public record JoinAsPlayer(String nickname) implements ClientMessage {}
}
