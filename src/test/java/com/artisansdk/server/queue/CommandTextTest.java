package com.artisansdk.server.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.artisansdk.server.codec.JsonText;
import com.artisansdk.server.codec.Mismatch;
import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.command.BroadcastCurrentUptimeCommand;
import com.artisansdk.server.command.CloseConnectionsCommand;
import com.artisansdk.server.command.DismissNotificationsCommand;
import com.artisansdk.server.command.NotifyConnectionCommand;
import com.artisansdk.server.command.RegisterConnectionCommand;
import com.artisansdk.server.command.RegisterConnectionCommand.Profile;
import com.artisansdk.server.command.SendMessageCommand;
import com.artisansdk.server.command.SendMessageCommand.To;
import com.artisansdk.server.command.StopServerCommand;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import jakarta.json.JsonObject;
import jakarta.json.bind.JsonbBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CommandTextTest {

    private static final UUID ALICE = UUID.fromString("c765f31f-25c2-46e5-905a-903710540618");
    private static final UUID BOB = UUID.fromString("0b0c1a4e-4a0d-4b43-9b55-0d7c7d1f9c11");

    private final CommandText texts = new CommandText();

    @Test
    void aCommandIsItsNameAndItsComponents() throws Mismatch {
        assertThat(parsed(new NotifyConnectionCommand(ALICE, BOB))).isEqualTo(JsonText.parse("""
                        {"job": "NotifyConnection", "data": {
                         "receiver": "c765f31f-25c2-46e5-905a-903710540618",
                         "sender": "0b0c1a4e-4a0d-4b43-9b55-0d7c7d1f9c11"}}"""));
    }

    @Test
    void whatIsAbsentIsLeftOut() throws Mismatch {
        Profile profile =
                new Profile(ALICE, Optional.of("Alice"), Optional.empty(), Optional.empty(), Optional.empty());

        assertThat(parsed(new RegisterConnectionCommand(profile))).isEqualTo(JsonText.parse("""
                        {"job": "RegisterConnection", "data": {"connection": {
                         "uuid": "c765f31f-25c2-46e5-905a-903710540618", "first_name": "Alice"}}}"""));
    }

    @Test
    void aCommandWithoutComponentsHasNoData() throws Mismatch {
        assertThat(parsed(new StopServerCommand()))
                .isEqualTo(JsonText.parse("{\"job\": \"StopServer\", \"data\": {}}"));
    }

    @Test
    void aPayloadMayHoldWhateverHasAJsonForm() throws Mismatch {
        Map<String, Object> payload =
                Map.of("order", Map.of("id_s", List.of(1, "é/漢😀"), "paid", true, "by", Optional.of(ALICE)));

        assertThat(parsed(new SendMessageCommand("OrderPlaced", payload, To.all())))
                .isEqualTo(JsonText.parse("""
                        {"job": "SendMessage", "data": {"name": "OrderPlaced", "to": {"everyone": true, "type": []},
                         "payload": {"order": {"id_s": [1, "é/漢😀"], "paid": true,
                          "by": "c765f31f-25c2-46e5-905a-903710540618"}}}}"""));
    }

    @Test
    void aLambdaCannotTravel() {
        Command lambda = manager -> manager.roster().broadcast();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> texts.of(lambda))
                .withMessageStartingWith("Only a record can be queued as a command, was ");
    }

    @Test
    void anObjectThatIsNoRecordCannotTravel() {
        Command object = new Command() {
            @Override
            public void run(Manager manager) {}
        };

        assertThatIllegalArgumentException().isThrownBy(() -> texts.of(object));
        assertThatIllegalArgumentException().isThrownBy(() -> texts.of(Command.NOTHING));
    }

    static Stream<Command> commands() {
        return Stream.of(
                new NotifyConnectionCommand(ALICE, BOB),
                new DismissNotificationsCommand(ALICE),
                CloseConnectionsCommand.all(),
                CloseConnectionsCommand.one(ALICE),
                CloseConnectionsCommand.ofTypes("player", "winner"),
                new RegisterConnectionCommand(new Profile(
                        ALICE,
                        Optional.of("Zoë"),
                        Optional.of("O'Neil"),
                        Optional.of("z@example.com"),
                        Optional.of("winner"))),
                new BroadcastCurrentUptimeCommand(Optional.of(1_767_225_600L)),
                new BroadcastCurrentUptimeCommand(Optional.empty()),
                new SendMessageCommand("Tick", Map.of(), To.all()),
                new SendMessageCommand("Tick", Map.of(), To.types("player", "winner"), Optional.of(BOB)),
                new SendMessageCommand("Tick", Map.of(), To.connection(ALICE)),
                new StopServerCommand());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void whatIsWrittenIsReadAsTheSameCommand(Command command) throws Mismatch {
        JsonObject data = parsed(command).getJsonObject("data");

        assertThat(new RecordReader(JsonbBuilder.create()).read(data, command.getClass()))
                .isEqualTo(command);
    }

    private JsonObject parsed(Command command) throws Mismatch {
        return JsonText.parse(texts.of(command));
    }
}
