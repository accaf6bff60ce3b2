package com.artisansdk.server.kernel;

/** A command that is to run later, once. */
public final class Pending {

    private final Command command;
    private Scheduler.Scheduled due = () -> {};
    private boolean over;

    Pending(Command command) {
        this.command = command;
    }

    /** What is to run. */
    public Command command() {
        return command;
    }

    /** Whether it has run, or never will. On the loop. */
    public boolean isOver() {
        return over;
    }

    void dueBy(Scheduler.Scheduled scheduled) {
        due = scheduled;
    }

    /** Ends it. True the first time only. */
    boolean end() {
        boolean first = !over;
        over = true;
        due.cancel();
        return first;
    }
}
