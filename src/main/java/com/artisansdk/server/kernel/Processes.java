package com.artisansdk.server.kernel;

import java.util.ArrayList;
import java.util.List;

/** The child processes there are, so that all end with the server. On the loop. */
final class Processes {

    private final Manager manager;
    private final Platform platform;
    private final List<ChildProcess> children = new ArrayList<>();

    Processes(Manager manager, Platform platform) {
        this.manager = manager;
        this.platform = platform;
    }

    ChildProcess add(List<String> command) {
        // Those that have ended and will not start again need no end.
        children.removeIf(ChildProcess::isOver);
        ChildProcess child = new ChildProcess(manager, platform, command);
        children.add(child);
        return child;
    }

    void stop() {
        children.forEach(ChildProcess::abandon);
        children.clear();
    }
}
