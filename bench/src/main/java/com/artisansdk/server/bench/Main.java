package com.artisansdk.server.bench;

import com.artisansdk.server.bench.load.Machine;
import com.artisansdk.server.bench.scenario.Bench;
import com.artisansdk.server.bench.scenario.Chatty;
import com.artisansdk.server.bench.scenario.Connect;
import com.artisansdk.server.bench.scenario.ConnectStorm;
import com.artisansdk.server.bench.scenario.Echo;
import com.artisansdk.server.bench.scenario.FanOut;
import com.artisansdk.server.bench.scenario.IdleMemory;
import com.artisansdk.server.bench.scenario.QueueLatency;
import com.artisansdk.server.bench.scenario.QueueThroughput;
import com.artisansdk.server.bench.scenario.Scenario;
import com.artisansdk.server.bench.scenario.Sending;
import com.artisansdk.server.bench.scenario.Settings;
import com.artisansdk.server.bench.scenario.SlowReaders;
import com.artisansdk.server.bench.scenario.Table;
import com.artisansdk.server.bench.scenario.Targeted;
import com.artisansdk.server.bench.scenario.Topics;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** Runs scenarios against a container: {@code Main HOST:PORT LABEL [OPTION|SCENARIO]...}. Tables go to the standard output, the rest elsewhere. */
public final class Main {

    private static final double DISTURBED = 0.1;
    private static final int OPTIONS_FROM = 2;
    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
        SCENARIOS.put("fanout", new FanOut());
        SCENARIOS.put("topics", new Topics());
        SCENARIOS.put("targeted", new Targeted());
        SCENARIOS.put("connect-storm", new ConnectStorm());
        SCENARIOS.put("idle-memory", new IdleMemory());
        SCENARIOS.put("echo", new Echo());
        SCENARIOS.put("slow-readers", new SlowReaders());
        SCENARIOS.put("chatty", new Chatty());
        SCENARIOS.put("queue-latency", new QueueLatency());
        SCENARIOS.put("queue-throughput", new QueueThroughput());
        SCENARIOS.put("sending", new Sending());
        SCENARIOS.put("connect", new Connect());
    }

    private Main() {}

    /** Without arguments, lists the scenarios. */
    public static void main(String... arguments) throws Exception {
        if (arguments.length == 0) {
            SCENARIOS.keySet().forEach(System.out::println);
            return;
        }
        String[] at = arguments[0].split(":", 2);
        InetSocketAddress address = new InetSocketAddress(at[0], Integer.parseInt(at[1]));
        Settings.Parsed parsed = parse(List.of(arguments).subList(OPTIONS_FROM, arguments.length));
        Bench bench = bench(address, arguments[1], parsed.settings());
        for (String name : parsed.rest()) {
            Machine machine = new Machine(bench.server());
            Table table = SCENARIOS.get(name).run(bench);
            double others = machine.othersCores();
            if (others > DISTURBED) {
                table.note("Disturbed: other processes used %.0f %% of a core during %s.", 100 * others, name);
            }
            System.out.println(table);
        }
    }

    private static Settings.Parsed parse(List<String> arguments) {
        try {
            return Settings.parse(arguments);
        } catch (IllegalArgumentException wrong) {
            throw refusal(wrong.getMessage());
        }
    }

    private static Bench bench(InetSocketAddress address, String label, Settings settings) {
        try {
            return Bench.at(address, label, settings);
        } catch (CompletionException unreachable) {
            throw refusal("nothing at http://" + address.getHostString() + ":" + address.getPort() + Bench.BARE
                    + " answers as bench-bare.war does: " + unreachable.getCause());
        }
    }

    private static RuntimeException refusal(String why) {
        System.err.println("bench: " + why);
        System.exit(2);
        return new IllegalStateException(why);
    }
}
