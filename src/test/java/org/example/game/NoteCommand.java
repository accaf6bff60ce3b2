package org.example.game;

import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Manager;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A command that is noted, for those who come later. */
public record NoteCommand(int number) implements Command {

    static final List<Integer> NOTED = new CopyOnWriteArrayList<>();

    @Override
    public void run(Manager manager) {
        NOTED.add(number);
    }
}
