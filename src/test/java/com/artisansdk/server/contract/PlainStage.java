package com.artisansdk.server.contract;

import com.artisansdk.server.broker.PlainSockets;
import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.codec.RecordWriter;
import com.artisansdk.server.config.Settings;
import com.artisansdk.server.connection.Disconnect;
import com.artisansdk.server.connection.Frame;
import com.artisansdk.server.connection.Wire;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Intake;
import com.artisansdk.server.kernel.LocalDeliveries;
import com.artisansdk.server.kernel.Loop;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.kernel.Platform;
import com.artisansdk.server.kernel.Policy;
import com.artisansdk.server.kernel.Protections;
import com.artisansdk.server.kernel.Scheduler;
import com.artisansdk.server.listener.ServerListener;
import com.artisansdk.server.message.Message;
import com.artisansdk.server.protocol.JsonProtocol;
import com.artisansdk.server.protocol.MessageCatalog;
import com.artisansdk.server.protocol.Protocol;
import com.artisansdk.server.security.JaasLogin;
import com.artisansdk.server.security.LoginThrottle;
import com.artisansdk.server.security.Rules;
import com.artisansdk.server.worker.CommandCatalog;
import com.artisansdk.server.worker.CommandRunner;
import com.artisansdk.server.worker.FakeMessages;
import com.artisansdk.server.worker.PlainWorker;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.JsonbBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The whole server in plain Java: everything but the container, its sockets and its queue. */
final class PlainStage implements Stage {

    private static final Jsonb JSONB = JsonbBuilder.create();
    private static final Protocol PROTOCOL = new JsonProtocol(
            MessageCatalog.of(BuiltIns.kindOf(Message.class)), new RecordReader(JSONB), new RecordWriter(JSONB));
    private static final CommandCatalog COMMANDS = CommandCatalog.of(
            Stream.concat(BuiltIns.kindOf(Command.class).stream(), Stream.of(RegisterGuardedTopicCommand.class))
                    .toList());
    private static final Time TIME = new Time();

    private final Manager manager = new Manager();
    private final PlainSockets sockets;
    private final PlainWorker worker;
    private final List<PlainClient> clients = new ArrayList<>();

    PlainStage() {
        Settings settings = new Settings(key -> Optional.empty());
        Loop loop = new Loop(Runnable::run);
        Platform platform = new Platform(
                loop,
                TIME,
                Runnable::run,
                task -> new Thread(task).start(),
                new JaasLogin(
                        () -> new JaasLogin.Realm(Optional.of(KEY), Optional.empty()),
                        new LoginThrottle(() -> 5, TIME::nanos),
                        Runnable::run,
                        TIME),
                audiences -> new LocalDeliveries(audiences, loop),
                () -> new Policy(MOST, false, Duration.ZERO, 100, 10_000_000, true, Duration.ZERO, Optional.empty()),
                ServerListener::all,
                event -> {});
        Protections gate = (connection, envelope) -> {
            Rules.requireAllowed(connection, envelope.message());
            manager.receive(connection, envelope);
        };
        sockets = new PlainSockets(new Intake(platform, manager, gate), PROTOCOL, platform, settings);
        CommandRunner runner = new CommandRunner(
                COMMANDS, new RecordReader(JSONB), manager, platform.loop(), () -> Duration.ofSeconds(10));
        worker = new PlainWorker(runner, manager, TIME, settings.get().outboxBytes());
        platform.loop().execute("boot", () -> manager.start(platform));
    }

    @Override
    public Client connects(String address) {
        PlainClient client = new PlainClient();
        client.end = sockets.open(client, address);
        clients.add(client);
        return client;
    }

    @Override
    public void queues(String body) {
        worker.work(FakeMessages.text(body));
    }

    @Override
    public void queuesBytes(byte[] body) {
        worker.work(FakeMessages.bytes(body));
    }

    @Override
    public Optional<String> deadReason() {
        return worker.deadReason();
    }

    @Override
    public long counted(String what) {
        return manager.counters().of(what);
    }

    @Override
    public void clear() {
        clients.forEach(Client::leaves);
        clients.clear();
    }

    private static final class PlainClient extends Client implements Wire {
        private PlainSockets.End end;

        @Override
        public void saysExactly(String text) {
            if (isOpen()) {
                end.text(text);
            }
        }

        @Override
        public void saysBinary(byte[] bytes) {
            end.binary();
        }

        @Override
        public void leaves() {
            if (isOpen()) {
                ended(1000);
                end.closed();
            }
        }

        @Override
        public void write(List<Frame> frames, Consumer<Optional<Throwable>> done) {
            frames.stream().filter(frame -> !frame.isPing()).forEach(frame -> arrived(frame.text()));
            done.accept(Optional.empty());
        }

        @Override
        public void close(Disconnect disconnect) {
            ended(disconnect.code());
        }
    }

    private static final class Time implements Scheduler {
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "plain-stage-time");
            thread.setDaemon(true);
            return thread;
        });

        @Override
        public Instant instant() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Scheduled after(Duration delay, Runnable task) {
            Future<?> future = timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
            return () -> future.cancel(false);
        }
    }
}
