package com.artisansdk.server.bench;

import com.artisansdk.server.bench.load.Machine;
import com.artisansdk.server.bench.scenario.Bench;
import com.artisansdk.server.bench.scenario.Connect;
import com.artisansdk.server.bench.scenario.QueueLatency;
import com.artisansdk.server.bench.scenario.QueueThroughput;
import com.artisansdk.server.bench.scenario.Scenario;
import com.artisansdk.server.bench.scenario.Sending;
import com.artisansdk.server.bench.scenario.Table;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs scenarios against a container: {@code Main PORT LABEL SCENARIO...}. Tables go to the standard output, the rest elsewhere. */
public final class Main {

    private static final double DISTURBED = 0.1;
    private static final Map<String, Scenario> SCENARIOS = new LinkedHashMap<>();

    static {
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
        InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
        Bench bench = Bench.at(address, arguments[1]);
        List<String> names = Arrays.asList(arguments).subList(2, arguments.length);
        for (String name : names) {
            Machine machine = new Machine(bench.server());
            Table table = SCENARIOS.get(name).run(bench);
            double others = machine.othersCores();
            if (others > DISTURBED) {
                table.note("Disturbed: other processes used %.0f %% of a core meanwhile.", 100 * others);
            }
            System.out.println(table);
        }
    }
}
