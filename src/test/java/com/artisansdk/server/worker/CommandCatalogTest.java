package com.artisansdk.server.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.artisansdk.server.command.StopServerCommand;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandCatalogTest {

    record GreetCommand() implements Command {
        @Override
        public void run(Manager manager) {}
    }

    record Wave() implements Command {
        @Override
        public void run(Manager manager) {}
    }

    static final class NoRecordCommand implements Command {
        @Override
        public void run(Manager manager) {}
    }

    interface Polite extends Command {}

    static final class Another {
        record GreetCommand() implements Command {
            @Override
            public void run(Manager manager) {}
        }

        private Another() {}
    }

    private final CommandCatalog catalog = CommandCatalog.of(
            List.of(GreetCommand.class, Wave.class, NoRecordCommand.class, Polite.class, StopServerCommand.class));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Greet",
                "GreetCommand",
                "App\\Commands\\Greet",
                "App\\Commands\\GreetCommand",
                "com.example.Greet",
                "com.example.GreetCommand",
                "\\Greet",
                ".Greet"
            })
    void aCommandIsFoundByItsNameWhateverStandsAroundIt(String job) {
        assertThat(catalog.find(job)).contains(GreetCommand.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "greet",
                "GREET",
                "Greet ",
                " Greet",
                "Gree",
                "Greets",
                "Greetcommand",
                "GreetCommandCommand",
                "",
                ".",
                "Command",
                "Greet.",
                "Greet\\",
                "a/Greet",
                "java.lang.Runtime",
                "NoRecord",
                "Polite"
            })
    void anyOtherNameIsNone(String job) {
        assertThat(catalog.find(job)).isEmpty();
    }

    @Test
    void aCommandNeedNotBeCalledOne() {
        assertThat(catalog.find("Wave")).contains(Wave.class);
        assertThat(catalog.find("WaveCommand")).contains(Wave.class);
    }

    @Test
    void commandsOfOneNameAreRefusedAndNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandCatalog.of(List.of(GreetCommand.class, Another.GreetCommand.class)))
                .withMessageContainingAll(
                        GreetCommand.class.getName(),
                        Another.GreetCommand.class.getName(),
                        "same name on the queue, Greet");
    }
}
