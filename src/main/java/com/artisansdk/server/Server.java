package com.artisansdk.server;

import com.artisansdk.server.broker.Farewells;
import com.artisansdk.server.broker.Lanes;
import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.codec.RecordWriter;
import com.artisansdk.server.config.ServerConfig;
import com.artisansdk.server.config.ServerConfig.RosterDetails;
import com.artisansdk.server.config.Settings;
import com.artisansdk.server.connection.Connection;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.discovery.Discovery;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Intake;
import com.artisansdk.server.kernel.LocalDeliveries;
import com.artisansdk.server.kernel.Loop;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.kernel.Policy;
import com.artisansdk.server.kernel.Protections;
import com.artisansdk.server.kernel.Watchdog;
import com.artisansdk.server.listener.ServerListener;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.protocol.JsonProtocol;
import com.artisansdk.server.protocol.MessageCatalog;
import com.artisansdk.server.protocol.Protocol;
import com.artisansdk.server.queue.QueueSettings;
import com.artisansdk.server.security.JaasLogin;
import com.artisansdk.server.security.LoginThrottle;
import com.artisansdk.server.worker.Boot;
import com.artisansdk.server.worker.Claim;
import com.artisansdk.server.worker.CommandCatalog;
import com.artisansdk.server.worker.CommandRunner;
import com.artisansdk.server.worker.Probe;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Wires the rooms together, boots the manager with the container, and stops it with it. */
@ApplicationScoped
public class Server {

    private static final Logger LOG = System.getLogger(Server.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LAST_MOMENT = Duration.ofSeconds(1);
    private static final Duration REFRESH = Duration.ofSeconds(5);

    @Resource
    private ManagedThreadFactory factory;

    @Inject
    private Settings settings;

    @Inject
    private Manager manager;

    @Inject
    private Event<Object> events;

    @Inject
    private BeanManager beans;

    @Inject
    private Probe probe;

    @Inject
    private Boot boot;

    private final Claim claim = new Claim();
    private final Jsonb jsonb = JsonbBuilder.create();
    private final RecordReader reader = new RecordReader(jsonb);
    private @Nullable Threads threads;
    private @Nullable Platform platform;
    private @Nullable Protocol protocol;
    private volatile @Nullable Intake intake;
    private @Nullable CommandCatalog commands;

    /** For the container, which injects the rest. */
    @SuppressWarnings("NullAway.Init")
    public Server() {}

    /**
     * Boots the server. Throws what must fail the deployment, and leaves nothing behind then.
     *
     * @param path where it is deployed
     */
    public void start(Discovery found, String path) {
        try {
            ServerConfig config = settings.load();
            claim.take(QueueSettings.current().queue(), path);
            bootWith(config, found);
        } catch (RuntimeException | Error failed) {
            // The container tells of an end only those whose start went well.
            try {
                stop();
            } catch (RuntimeException unclean) {
                failed.addSuppressed(unclean);
            }
            throw failed;
        }
    }

    private void bootWith(ServerConfig config, Discovery found) {
        requireTheManagerThatWasMeant(found);
        // Here, and not when the first client or command comes: a class that is wrong must fail the deployment.
        protocol = new JsonProtocol(MessageCatalog.of(found.kindOf(Message.class)), reader, new RecordWriter(jsonb));
        commands = CommandCatalog.of(found.kindOf(Command.class));
        Threads started = new Threads(factory);
        threads = started;
        JaasLogin login = new JaasLogin(
                () -> new JaasLogin.Realm(settings.get().key(), settings.get().jaasName()),
                new LoginThrottle(() -> settings.get().loginAttempts(), started.scheduler()::nanos),
                started.background(),
                started.scheduler());
        Loop loop = new Loop(started.loop());
        Platform on = new Platform(
                loop,
                started.scheduler(),
                started.background(),
                started.attendants(),
                login,
                audiences -> new LocalDeliveries(audiences, loop),
                this::policy,
                ServerListener::all,
                events::fire);
        platform = on;
        onLoop(on, "boot", () -> manager.start(on));
        new Watchdog(on.loop(), on.scheduler()).start();
        refreshLater(on);
        probe.start();
        login.check();
        if (config.key().isEmpty() && config.jaasName().isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "Admin is off, for there is no key. Set server.key (SERVER_KEY), or server.jaas.name, to turn it on.");
        }
    }

    /** Closes every client, and lets go of the threads and of the queue. */
    public void stop() {
        try {
            end();
        } finally {
            claim.release();
        }
    }

    private void end() {
        boot.release();
        Platform on = platform;
        Threads running = threads;
        if (on != null && running != null) {
            probe.stop();
            List<Connection> leaving = new ArrayList<>();
            try {
                Intake entrance = intake;
                onLoop(on, "stop", () -> {
                    if (entrance != null) {
                        entrance.letIn();
                    }
                    if (manager.isRunning()) {
                        leaving.addAll(manager.connections().all());
                    }
                    manager.stop(Disconnect.GOING_AWAY);
                });
                awaitClosed(leaving);
                running.farewells().finish(LAST_MOMENT);
            } finally {
                running.stop(PATIENCE);
            }
        }
        try {
            jsonb.close();
        } catch (Exception failed) {
            LOG.log(Level.DEBUG, "JSON-B did not close.", failed);
        }
    }

    /** Clients are closed by the lanes, each after what is being written to it: the lanes must not go before. */
    private static void awaitClosed(List<Connection> leaving) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (System.nanoTime() < until
                    && !leaving.stream().allMatch(each -> each.outbox().isOver())) {
                Thread.sleep(10);
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Produces
    @Singleton
    Platform platform() {
        return started(platform);
    }

    @Produces
    @Singleton
    Lanes lanes() {
        return started(threads).lanes();
    }

    @Produces
    @Singleton
    Farewells farewells() {
        return started(threads).farewells();
    }

    @Produces
    @Singleton
    Intake intake(Platform on, Manager served, Protections gate) {
        Intake made = new Intake(on, served, gate);
        intake = made;
        return made;
    }

    @Produces
    @Singleton
    Protocol protocol() {
        return started(protocol);
    }

    @Produces
    @Singleton
    CommandRunner commands(Platform on, Manager served) {
        return new CommandRunner(
                started(commands),
                reader,
                served,
                on.loop(),
                () -> settings.get().commandTimeout());
    }

    private Policy policy() {
        ServerConfig now = settings.get();
        return new Policy(
                now.maxConnections(),
                now.rosterDetails() == RosterDetails.EVERYONE,
                now.rosterInterval(),
                now.rosterLimit(),
                now.rosterBandwidth(),
                now.restart(),
                now.drain(),
                now.drainAt());
    }

    /** Whoever writes a manager wants it to be booted; one that CDI does not see would be left out without a word. */
    private void requireTheManagerThatWasMeant(Discovery found) {
        Class<?> booted = beans.resolve(beans.getBeans(Manager.class)).getBeanClass();
        for (Class<? extends Manager> present : found.kindOf(Manager.class)) {
            boolean leftOut = !Modifier.isAbstract(present.getModifiers()) && !present.isAssignableFrom(booted);
            if (leftOut && settings.get().manager().isEmpty()) {
                throw new IllegalStateException(present.getName() + " extends Manager, but " + booted.getName()
                        + " is the one that boots: annotate it @ApplicationScoped @Specializes");
            }
        }
    }

    private void refreshLater(Platform on) {
        on.scheduler().after(REFRESH, () -> {
            settings.refresh();
            refreshLater(on);
        });
    }

    private static void onLoop(Platform on, String name, Runnable work) {
        try {
            on.loop()
                    .call(name, () -> {
                        work.run();
                        return true;
                    })
                    .await(PATIENCE);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "The server failed to " + name + ": " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException("The server failed to " + name + " in time.", late);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The server was interrupted at its " + name + ".", hurried);
        }
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the server has not started yet");
        }
        return part;
    }
}
