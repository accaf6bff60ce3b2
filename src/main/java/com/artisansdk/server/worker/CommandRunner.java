package com.artisansdk.server.worker;

import com.artisansdk.server.codec.JsonText;
import com.artisansdk.server.codec.Mismatch;
import com.artisansdk.server.codec.RecordReader;
import com.artisansdk.server.kernel.Call;
import com.artisansdk.server.kernel.Command;
import com.artisansdk.server.kernel.Counters;
import com.artisansdk.server.kernel.Loop;
import com.artisansdk.server.kernel.Manager;
import com.artisansdk.server.queue.QueueSettings;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Makes a command of a message's text and runs it on the loop, waiting for it. Knows nothing of JMS.
 *
 * <p>One that throws is run again at once, {@value #RETRIES} times at most, before anything behind it on the queue.
 */
public final class CommandRunner {

    private static final Logger LOG = System.getLogger(CommandRunner.class.getName());

    static final int RETRIES = 3;

    private final CommandCatalog catalog;
    private final RecordReader reader;
    private final Manager manager;
    private final Loop loop;
    private final Supplier<Duration> timeout;

    /**
     * A runner.
     *
     * @param timeout how long a command waits for its turn on the loop
     */
    public CommandRunner(
            CommandCatalog catalog, RecordReader reader, Manager manager, Loop loop, Supplier<Duration> timeout) {
        this.catalog = catalog;
        this.reader = reader;
        this.manager = manager;
        this.loop = loop;
        this.timeout = timeout;
    }

    /**
     * Runs what a message says.
     *
     * @throws InterruptedException if the server stops meanwhile; the command has not run, or has run unnoticed
     */
    Outcome run(String text) throws InterruptedException {
        String job;
        Command command;
        try {
            JsonObject body = JsonText.parse(text);
            job = job(body);
            Optional<Class<? extends Command>> type = catalog.find(job);
            if (type.isEmpty()) {
                return new Outcome.Dead("unknown job " + RecordReader.shown(Json.createValue(job)));
            }
            Optional<Duration> delay = delay(body);
            command = reader.read(data(body), type.get());
            if (delay.isPresent()) {
                return new Outcome.Later(
                        Json.createObjectBuilder(body).remove("delay").build().toString(), delay.get());
            }
        } catch (Mismatch invalid) {
            return new Outcome.Dead(invalid.text());
        }
        return run(job, command);
    }

    private Outcome run(String job, Command command) throws InterruptedException {
        Throwable failure = new IllegalStateException("never run");
        for (int attempt = 0; attempt <= RETRIES; attempt++) {
            try {
                Call<Boolean> call = loop.call(job, () -> {
                    boolean runs = manager.isRunning();
                    if (runs) {
                        manager.run(command);
                    }
                    return runs;
                });
                if (!call.await(timeout.get())) {
                    return new Outcome.Held();
                }
                manager.counters().count(Counters.COMMANDS_RUN);
                return new Outcome.Done();
            } catch (ExecutionException threw) {
                failure = threw.getCause() == null ? threw : threw.getCause();
                LOG.log(Level.DEBUG, "Command " + job + " failed, attempt " + (attempt + 1) + ".", failure);
            } catch (TimeoutException late) {
                failure = late;
            }
        }
        LOG.log(Level.ERROR, "Command " + job + " failed " + (RETRIES + 1) + " times and is given up.", failure);
        return new Outcome.Dead("failed " + (RETRIES + 1) + " times: " + failure);
    }

    private static String job(JsonObject body) throws Mismatch {
        if (body.get("job") instanceof JsonString job && !job.getString().isBlank()) {
            return job.getString();
        }
        JsonValue job = body.get("job");
        throw new Mismatch(
                job == null
                        ? "job is required."
                        : "job must be a command's name, was " + RecordReader.shown(job) + ".");
    }

    private static JsonObject data(JsonObject body) throws Mismatch {
        JsonValue data = body.get("data");
        if (data == null || data == JsonValue.NULL) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (data instanceof JsonObject object) {
            return object;
        }
        throw new Mismatch("data must be an object, was " + RecordReader.shown(data) + ".");
    }

    private static Optional<Duration> delay(JsonObject body) throws Mismatch {
        JsonValue delay = body.get("delay");
        if (delay == null || delay == JsonValue.NULL) {
            return Optional.empty();
        }
        try {
            long millis = delay instanceof JsonNumber number
                    ? number.bigDecimalValue().longValueExact()
                    : -1;
            if (millis >= 0 && millis <= QueueSettings.LONGEST_DELAY.toMillis()) {
                return millis == 0 ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
            }
        } catch (ArithmeticException | NumberFormatException | UnsupportedOperationException outOfRange) {
            // Falls through to the same complaint.
        }
        throw new Mismatch("delay must be milliseconds, 0 to " + QueueSettings.LONGEST_DELAY.toMillis() + ", was "
                + RecordReader.shown(delay) + ".");
    }
}
