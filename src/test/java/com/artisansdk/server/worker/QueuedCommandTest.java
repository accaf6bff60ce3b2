package com.artisansdk.server.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.command.CloseConnectionsCommand;
import com.artisansdk.server.command.NotifyConnectionCommand;
import com.artisansdk.server.command.RegisterConnectionCommand;
import com.artisansdk.server.command.RegisterConnectionCommand.Profile;
import com.artisansdk.server.command.SendMessageCommand;
import com.artisansdk.server.command.SendMessageCommand.To;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.message.NamedMessage;
import com.artisansdk.server.message.server.ConnectionRegistered;
import com.artisansdk.server.message.server.UpdateNotifications;
import com.artisansdk.server.queue.CommandText;
import com.artisansdk.server.testing.Client;
import com.artisansdk.server.testing.SmallServer;
import jakarta.json.Json;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** From a command in offline code, over its text on the queue, to what clients hear. */
class QueuedCommandTest {

    private final SmallServer server = SmallServer.started();
    private final Client alice = server.open();
    private final Client bob = server.open();

    @Test
    void aMessageReachesThoseItIsFor() throws InterruptedException {
        queue(new SendMessageCommand("Tick", Map.of("n", 7), To.all(), Optional.of(bob.id())));

        assertThat(alice.heard(NamedMessage.class))
                .containsExactly(new NamedMessage("Tick", Map.of("n", Json.createValue(7))));
        assertThat(bob.heard(NamedMessage.class)).isEmpty();
    }

    @Test
    void aNotificationReachesItsReceiver() throws InterruptedException {
        queue(new NotifyConnectionCommand(alice.id(), bob.id()));

        assertThat(alice.heard(UpdateNotifications.class))
                .singleElement()
                .satisfies(heard -> assertThat(heard.notifications()).containsOnlyKeys(bob.id()));
    }

    @Test
    void aRegistrationSaysWhoAConnectionIs() throws InterruptedException {
        queue(new RegisterConnectionCommand(new Profile(
                alice.id(), Optional.of("Alice"), Optional.of("Doe"), Optional.empty(), Optional.of("winner"))));

        assertThat(alice.heard(ConnectionRegistered.class))
                .singleElement()
                .satisfies(heard -> assertThat(heard.connection())
                        .containsEntry("name", "Alice Doe")
                        .containsEntry("email", "Not Available")
                        .containsEntry("type", "winner"));
    }

    @Test
    void aKickClosesItsConnection() throws InterruptedException {
        queue(CloseConnectionsCommand.one(alice.id()));

        assertThat(alice.closes()).containsExactly(Disconnect.KICKED);
        assertThat(bob.closes()).isEmpty();
    }

    private void queue(Command command) throws InterruptedException {
        CommandRunner runner = new CommandRunner(
                CommandCatalog.of(List.of(command.getClass())),
                new RecordReader(JsonbBuilder.create()),
                server.manager(),
                server.loop(),
                () -> Duration.ofSeconds(1));
        server.runAtOnce();

        assertThat(runner.run(new CommandText().of(command))).isEqualTo(new Outcome.Done());
    }
}
