package com.artisansdk.server.kernel;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Connections;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.View;
import com.artisansdk.server.message.ClientMessage;
import com.artisansdk.server.message.Envelope;
import com.artisansdk.server.message.ServerMessage;
import com.artisansdk.server.message.server.ConnectionEstablished;
import com.artisansdk.server.message.server.ConnectionRegistered;
import com.artisansdk.server.message.server.MessageException;
import com.artisansdk.server.message.server.PromptForAuthentication;
import com.artisansdk.server.topic.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The server, to whoever extends it or speaks through it: who is here, who is told, what happens when something is said.
 *
 * <p>An application extends it by a subclass that is {@code @ApplicationScoped @Specializes}, and adds its listeners in {@link
 * #boot()} after {@code super.boot()}. The hooks {@link #open}, {@link #close}, {@link #receive}, {@link #error}, {@link #send},
 * {@link #end} and {@link #broadcast} may be overridden. Unless a method says otherwise it is called on the loop, and throws
 * {@link IllegalStateException} elsewhere; {@code manager.loop().execute(...)} gets there from any thread.
 */
@ApplicationScoped
public class Manager {

    private static final Logger LOG = System.getLogger(Manager.class.getName());

    /** All that one boot of the server has, and that a restart replaces. */
    private record State(
            Instant started,
            Connections connections,
            Topics topics,
            CoalescedDeliveries deliveries,
            Roster roster,
            Notifications notifications,
            Listeners listeners,
            Logins logins,
            Agenda agenda,
            Timers timers,
            Promises promises,
            Processes processes,
            Sweeper sweeper,
            Drain drain) {}

    private final Counters counters = new Counters();
    private final Leavers leavers = new Leavers();
    private volatile @Nullable Platform platform;
    private volatile @Nullable State state;
    private volatile Phase phase = Phase.STOPPED;

    /** For the container, which makes the instances. */
    public Manager() {}

    // --- life
    // -----------------------------------------------------------------------------------------------------------

    /** Starts the server on a platform. On the loop. */
    public void start(Platform on) {
        on.loop().requireOnLoop();
        platform = on;
        Connections connections = new Connections();
        Topics topics = new Topics(this);
        CoalescedDeliveries deliveries = new CoalescedDeliveries(
                on.deliveries().apply(new Audiences(connections, topics)), on.loop(), this::send);
        State booted = new State(
                on.scheduler().instant(),
                connections,
                topics,
                deliveries,
                new Roster(this, connections, deliveries, on),
                new Notifications(this),
                new Listeners(),
                new Logins(this, on),
                new Agenda(this, on),
                new Timers(this),
                new Promises(this, on),
                new Processes(this, on),
                new Sweeper(on, connections),
                new Drain(this, on, connections, leavers));
        state = booted;
        booted.sweeper().start();
        booted.drain().watch();
        try {
            boot();
        } catch (RuntimeException | Error failed) {
            stop(Disconnect.RESTART);
            throw failed;
        }
        phase = Phase.RUNNING;
        fire(new ServerStarted(booted.started()));
    }

    /** Adds what this server listens to. An override calls {@code super.boot()} first. */
    protected void boot() {
        platform().listeners().get().forEach(this::listener);
    }

    /** Closes every connection with a reason, and drops all state. On the loop. */
    public void stop(Disconnect reason) {
        if (state != null) {
            platform().loop().requireOnLoop();
            phase = Phase.STOPPED;
            halt(reason);
        }
    }

    private void halt(Disconnect reason) {
        State stopping = state;
        if (stopping == null) {
            return;
        }
        fire(new ServerStopping());
        for (Connection connection : List.copyOf(stopping.connections().all())) {
            if (connection.leave()) {
                finish(connection, Optional.empty(), reason);
                fire(new ConnectionClosed(connection.id()));
            }
        }
        // First what calls back, then what a callback might have put off: it must not run in the next boot.
        stopping.promises().stop();
        stopping.processes().stop();
        stopping.timers().stop();
        stopping.agenda().stop();
        stopping.roster().stop();
        stopping.sweeper().stop();
        stopping.drain().stop();
        stopping.deliveries().stop();
        state = null;
    }

    /** Stops, and boots afresh if the policy says so. */
    public void restart() {
        platform().loop().requireOnLoop();
        // Who is back before the server is finds it running: everybody waits on the loop.
        phase = platform().policy().get().restart() ? Phase.RUNNING : Phase.STOPPED;
        halt(Disconnect.RESTART);
        if (phase == Phase.RUNNING) {
            start(platform());
            LOG.log(Level.INFO, "The server has restarted.");
        } else {
            LOG.log(
                    Level.WARNING,
                    "The server has stopped and stays so, for server.restart is false. Redeploy it to start it again.");
        }
    }

    /**
     * Empties the server, so that it can be taken away and nothing is cut off. From now on it takes no clients and no queued commands;
     * those who are here are closed with 1012, behind what they have yet to be sent, over the time that the policy gives. Only a server that
     * runs does. On the loop.
     */
    public void drain() {
        State now = state();
        if (phase == Phase.RUNNING) {
            phase = Phase.DRAINING;
            LOG.log(
                    Level.INFO,
                    "The server drains: it takes no clients and no commands any more, and closes {0} clients within {1} s.",
                    now.connections().size(),
                    platform().policy().get().drain().toSeconds());
            fire(new ServerDraining());
            now.drain().begin();
        }
    }

    void drained() {
        phase = Phase.DRAINED;
        LOG.log(Level.INFO, "The server has drained, and may be redeployed or stopped.");
    }

    /** What the server as a whole is doing. From any thread. */
    public Phase phase() {
        return phase;
    }

    /** Whether the server takes connections and commands. From any thread. */
    public boolean isRunning() {
        return phase == Phase.RUNNING;
    }

    // --- what an application overrides
    // ----------------------------------------------------------------------------------

    /** A connection opens. It is greeted, and everybody sees it. */
    public void open(Connection connection) {
        State now = state();
        now.connections().add(connection);
        send(connection, new ConnectionEstablished(View.FULL.of(connection)));
        now.roster().changedBy(connection);
        now.topics().greet(connection);
        fire(new ConnectionOpened(connection.id()));
    }

    /** A connection has closed, whoever started it. Called once for each. */
    public void close(Connection connection) {
        State now = state();
        now.topics().closed(connection);
        now.connections().remove(connection);
        now.roster().changed();
        fire(new ConnectionClosed(connection.id()));
    }

    /** A client has said something that it may say. */
    public void receive(Connection from, Envelope<?> envelope) throws Exception {
        if (envelope.message() instanceof SelfHandling self) {
            self.handle(from, this);
        }
        listeners().hear(from, envelope, this);
    }

    /** A handler failed. The client is told that, and nothing more. */
    public void error(Connection from, Envelope<?> envelope, Throwable failure) {
        if (!(failure instanceof Listeners.ListenerFailed)) {
            LOG.log(Level.ERROR, "Handling " + envelope.message().messageName() + " of " + from + " failed.", failure);
        }
        String text = "The server failed to handle " + envelope.message().messageName() + ". It is not your fault.";
        refuse(from, new Refusal(Fault.SERVER_ERROR, text, envelope.id()));
    }

    /** Says something to one connection. */
    public void send(Connection to, ServerMessage message) {
        send(Audience.connection(to.id()), message);
    }

    /** Says something to an audience. */
    public void send(Audience audience, ServerMessage message) {
        audience.topic().ifPresent(state().topics()::sending);
        state().deliveries().deliver(new Delivery(UUID.randomUUID(), now(), audience, message));
    }

    /** Says something to everybody. */
    public void broadcast(ServerMessage message) {
        send(Audience.everyone(), message);
    }

    /** Closes a connection behind what it has yet to be sent. */
    public void end(Connection connection, Disconnect reason) {
        if (connection.leave()) {
            finish(connection, Optional.empty(), reason);
            close(connection);
        }
    }

    // --- what an application uses
    // ---------------------------------------------------------------------------------------

    /** The loop. From any thread. */
    public Loop loop() {
        return platform().loop();
    }

    /** The time. From any thread. */
    public Instant now() {
        return platform().scheduler().instant();
    }

    /** What the server has counted since it was deployed. From any thread. */
    public Counters counters() {
        return counters;
    }

    Scheduler scheduler() {
        return platform().scheduler();
    }

    /** When this boot of the server began. */
    public Instant started() {
        return state().started();
    }

    public Connections connections() {
        return state().connections();
    }

    public Topics topics() {
        return state().topics();
    }

    public Notifications notifications() {
        return state().notifications();
    }

    public Listeners listeners() {
        return state().listeners();
    }

    public Roster roster() {
        return state().roster();
    }

    public Timers timers() {
        return state().timers();
    }

    /** Adds a listener, and boots it. */
    public void listener(Listener listener) {
        listener.bootIn(listeners());
    }

    /** Answers a message with a command. The listener that is returned can be {@linkplain Listeners#unregister unregistered}. */
    public <M extends ClientMessage> Listener listen(Class<M> type, Function<? super M, ? extends Command> answer) {
        return hear(type, received -> answer.apply(received.message()));
    }

    /** Answers a message with a command, knowing who sent it. */
    public <M extends ClientMessage> Listener hear(Class<M> type, Function<Received<M>, ? extends Command> answer) {
        Listener listener = Listener.of(type, answer);
        listener(listener);
        return listener;
    }

    /** Adds a timer, and starts it, unless it is to be started by hand. */
    public Timer timer(Timer timer) {
        timers().add(timer);
        return timer;
    }

    /** Runs a command on a timer. */
    public Timer every(Duration interval, Command command) {
        return timer(new Timer(interval, command));
    }

    /** Runs a command once, on the loop's next turn, after the commands given so before. */
    public Pending next(Command command) {
        return state().agenda().next(command);
    }

    /** Runs a command once, after a while. */
    public Pending delay(Duration delay, Command command) {
        return state().agenda().delay(delay, command);
    }

    /** Takes back a command that was to run later. False when it has run already. */
    public boolean abort(Pending pending) {
        return state().agenda().abort(pending);
    }

    /** Takes back every command equal to this one that was to run later. False when there was none. */
    public boolean abort(Command command) {
        return state().agenda().abort(command);
    }

    /**
     * Does slow work off the loop, where it may wait for whatever it likes, but must leave the server's state alone; what comes of it, comes
     * back on the loop.
     */
    public <T> Promise<T> promise(Callable<T> work) {
        return state().promises().start(work);
    }

    /** A program to run beside the server: set it up, then start it. */
    public ChildProcess process(List<String> command) {
        return state().processes().add(command);
    }

    /** Subscribes a connection to a topic: the application's own decision, whatever the topic's rule. */
    public void subscribe(Topic topic, Connection connection) {
        topics().subscribe(topic, connection);
    }

    /** Unsubscribes a connection from a topic. */
    public void unsubscribe(Topic topic, Connection connection) {
        topics().unsubscribe(topic, connection);
    }

    /**
     * Subscribes a client that asks to, if the topic's rule lets it. A slow rule answers later.
     *
     * @param nameOrUuid the topic's name or, as text, its uuid
     * @param data what the client brought along for the rule
     */
    public void requestSubscription(Received<?> received, String nameOrUuid, Optional<Object> data) throws Exception {
        topics().request(received.connection(), nameOrUuid, data, failure -> refused(received, failure));
    }

    private void refused(Received<?> received, Throwable failure) {
        if (failure instanceof Rejection rejection) {
            refuse(received.connection(), rejection.refusal(received.envelope().id()));
        } else if (failure instanceof AuthorizationRequired) {
            prompt(received.connection(), received.envelope());
        } else {
            error(received.connection(), received.envelope(), failure);
        }
    }

    /** Tells code that only watches, by a CDI event. What it throws is logged, and stops nothing here. */
    public void fire(Object event) {
        try {
            platform().events().accept(event);
        } catch (RuntimeException failure) {
            LOG.log(Level.ERROR, "Code that watches for " + event.getClass().getSimpleName() + " failed.", failure);
        }
    }

    /** Runs a command now. */
    public void run(Command command) throws Exception {
        loop().requireOnLoop();
        command.run(this);
    }

    /** Makes a client known by a name, an e-mail address and a type. */
    public void register(Connection connection, String type, String name, String email) {
        connection.identify(name, email);
        connection.become(type);
        send(connection, new ConnectionRegistered(View.FULL.of(connection)));
        roster().changedBy(connection);
    }

    /**
     * Makes a client admin, if the password is right, and prompts it again, if not. Returns at once; the answer comes later, unless
     * the connection has closed by then.
     */
    public void authenticate(Connection connection, Envelope<?> envelope, String password) {
        state().logins().begin(connection, envelope, password);
    }

    /** Asks a client for the admin's password, giving back what it wanted to say. */
    public void prompt(Connection connection, Envelope<?> refused) {
        send(connection, new PromptForAuthentication(refused));
    }

    /** Tells a client what was wrong, and closes it if the fault calls for that. */
    public void refuse(Connection connection, Refusal refusal) {
        Fault fault = refusal.fault();
        MessageException message =
                new MessageException(fault.word(), refusal.message(), fault.code(), refusal.replyTo());
        if (fault.disconnect().isEmpty()) {
            send(connection, message);
            return;
        }
        Audience audience = Audience.connection(connection.id());
        Delivery lastWord = new Delivery(UUID.randomUUID(), now(), audience, message);
        boolean wasOpen = connection.leave();
        finish(connection, Optional.of(lastWord), fault.disconnect().get());
        if (wasOpen && connections().find(connection.id()).isPresent()) {
            close(connection);
        }
    }

    /** Says something to one connection, and in the same frame to others to whom it is owed. */
    void owe(Connection to, Supplier<? extends ServerMessage> what) {
        state().deliveries().owe(to, what);
    }

    /** Closes a connection behind what it has yet to be sent, or without it, if the client does not take it. */
    private void finish(Connection connection, Optional<Delivery> lastWord, Disconnect reason) {
        state().deliveries().end(connection, lastWord, reason);
        leavers.watch(connection, reason, platform());
    }

    private Platform platform() {
        Platform on = platform;
        if (on == null) {
            throw new IllegalStateException("the server has not started yet");
        }
        return on;
    }

    private State state() {
        Platform on = platform();
        on.loop().requireOnLoop();
        State now = state;
        if (now == null) {
            throw new IllegalStateException("the server has stopped");
        }
        return now;
    }
}
