package com.artisansdk.server.testing;

import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Lane;
import com.artisansdk.server.connection.Outbox;
import com.artisansdk.server.connection.Traffic;
import com.artisansdk.server.kernel.AdminLogin;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Intake;
import com.artisansdk.server.kernel.Listener;
import com.artisansdk.server.kernel.LocalDeliveries;
import com.artisansdk.server.kernel.Loop;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.kernel.Policy;
import com.artisansdk.server.kernel.Protections;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;

/** A whole kernel on one thread: every step is over before the test goes on, and time passes only when it is turned. */
public final class SmallServer {

    private static final Outbox.Limits ROOMY = new Outbox.Limits(1 << 20, 1024, Outbox.Overflow.CLOSE);

    private final ManualScheduler time = new ManualScheduler();
    private final SteppedExecutor threads = new SteppedExecutor();
    private final Loop loop = new Loop(threads, time::nanos);
    private final LookUpEncoder encoder = new LookUpEncoder();
    private final List<Object> events = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Manager manager;
    private final Platform platform;
    private Policy policy = Policy.DEFAULT;
    private Executor background = Runnable::run;
    private AdminLogin login = (connection, password) -> CompletableFuture.completedFuture(
            password.equals("right") ? AdminLogin.Outcome.GRANTED : AdminLogin.Outcome.DENIED);
    private Lane lane = PlainLane.inline();
    private int opened;

    /** A server that has not started, with the manager that every server has. */
    public SmallServer() {
        this(new Manager());
    }

    /** A server that has not started, with a manager of one's own. */
    public SmallServer(Manager manager) {
        this.manager = manager;
        platform = new Platform(
                loop,
                time,
                task -> background.execute(task),
                SmallServer::attend,
                (connection, password) -> login.login(connection, password),
                audiences -> new LocalDeliveries(audiences, loop),
                () -> policy,
                () -> List.copyOf(listeners),
                events::add);
    }

    /** A server that has started, without a single listener. */
    public static SmallServer started() {
        SmallServer server = new SmallServer();
        server.start();
        return server;
    }

    public void start() {
        onLoop(() -> manager.start(platform));
    }

    /** Lets every boot begin with these listeners. Each test has one boot, so that the same ones will do. */
    public SmallServer with(Listener... more) {
        listeners.addAll(List.of(more));
        return this;
    }

    /** Goes by other settings from now on. */
    public SmallServer with(Policy other) {
        policy = other;
        return this;
    }

    /** Decides otherwise who may become admin. */
    public SmallServer with(AdminLogin other) {
        login = other;
        return this;
    }

    /** Does slow work elsewhere from now on; without this it is done at once, where it is begun. */
    public SmallServer with(Executor other) {
        background = other;
        return this;
    }

    /** Has those who open from now on write on another lane. */
    public SmallServer with(Lane other) {
        lane = other;
        return this;
    }

    /** Opens a connection, past all limits. */
    public Client open() {
        Client client = connect();
        onLoop(() -> manager.open(client.connection()));
        return client;
    }

    /** A connection that the manager has not heard of yet. */
    public Client connect() {
        RecordingWire wire = RecordingWire.inline();
        Outbox outbox = new Outbox(wire, lane, ROOMY, time::nanos, new Traffic(), reason -> {});
        Connection connection = new Connection(
                new UUID(0, ++opened),
                opened,
                "192.0.2." + opened,
                time.instant(),
                encoder,
                outbox,
                loop::requireOnLoop);
        connection.heard(time.nanos());
        return new Client(connection, wire, encoder);
    }

    /** Closes a connection as its socket does when the client goes away. */
    public void close(Client client) {
        client.connection().outbox().closed();
        onLoop(() -> {
            if (client.connection().leave()) {
                manager.close(client.connection());
            }
        });
    }

    /** Makes a client admin without asking for a password. */
    public void makeAdmin(Client client) {
        onLoop(() -> client.connection().grantAdmin());
    }

    /** Runs a command, as the worker does. */
    public void run(Command command) {
        onLoop(() -> manager.run(command));
    }

    /** The way in for what happens on sockets, behind a gate. Let {@link #settle} follow. */
    public Intake intake(Protections gate) {
        return new Intake(platform, manager, gate);
    }

    /** Something to do that may throw. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }

    /** Does something on the loop, and everything that follows from it. What it throws, this throws. */
    public void onLoop(Step step) {
        ask(() -> {
            step.run();
            return true;
        });
    }

    /** Asks something on the loop. */
    public <T> T ask(Callable<T> question) {
        var call = loop.call("test", question);
        settle();
        try {
            return call.await(Duration.ZERO);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException | TimeoutException impossible) {
            throw new AssertionError(impossible);
        }
    }

    /** From now on, the loop runs whatever comes when it comes, for callers that wait for it. */
    public void runAtOnce() {
        threads.runAtOnce();
    }

    /** Lets the loop come to rest. */
    public void settle() {
        threads.runAll();
    }

    /** Turns time forward, and lets the loop come to rest at each moment where something is due. */
    public void pass(Duration by) {
        long until = time.nanos() + by.toNanos();
        while (time.nanos() < until) {
            time.advance(Duration.ofNanos(Math.min(1_000_000, until - time.nanos())));
            settle();
        }
    }

    public Manager manager() {
        return manager;
    }

    public Loop loop() {
        return loop;
    }

    public ManualScheduler time() {
        return time;
    }

    public Platform platform() {
        return platform;
    }

    public LookUpEncoder encoder() {
        return encoder;
    }

    private static void attend(Runnable task) {
        Thread thread = new Thread(task, "attendant");
        thread.setDaemon(true);
        thread.start();
    }

    /** What code that only watches was told. */
    public List<Object> events() {
        return events;
    }
}
