package com.artisansdk.server.bench.scenario;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long and how large everything is.
 *
 * @param rounds how often each contender is measured
 * @param seconds how long a round measures
 * @param warmUp for how many seconds each contender is warmed up, before each kind of load
 * @param windows how many broadcasts are under way at saturation, one after the other
 * @param sizes how many clients; empty for each scenario's own
 * @param quick whether everything is small, to see that it works
 */
public record Settings(
        int rounds, double seconds, double warmUp, List<Integer> windows, List<Integer> sizes, boolean quick) {

    /** What counts. */
    public static final Settings THOROUGH = new Settings(5, 5, 10, List.of(8, 32), List.of(), false);

    /** What only shows that all works. */
    public static final Settings QUICK = new Settings(1, 1, 1, List.of(32), List.of(), true);

    /** What is left of a command line when the settings have been taken from it. */
    public record Parsed(Settings settings, List<String> rest) {}

    /** Takes the settings from a command line. */
    public static Parsed parse(List<String> arguments) {
        Settings settings = arguments.contains("--quick") ? QUICK : THOROUGH;
        List<String> rest = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--quick")) {
                continue;
            }
            if (!option.startsWith("--")) {
                rest.add(option);
                continue;
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException("option " + option + " needs a value");
            }
            settings = settings.with(option, arguments.get(++i));
        }
        return new Parsed(settings, rest);
    }

    private Settings with(String option, String value) {
        try {
            return switch (option) {
                case "--rounds" -> new Settings((int) positive(value), seconds, warmUp, windows, sizes, quick);
                case "--seconds" -> new Settings(rounds, positive(value), warmUp, windows, sizes, quick);
                case "--warm-up" -> new Settings(rounds, seconds, positive(value), windows, sizes, quick);
                case "--window" -> new Settings(rounds, seconds, warmUp, whole(value), sizes, quick);
                case "--n" -> new Settings(rounds, seconds, warmUp, windows, whole(value), quick);
                default -> throw new IllegalArgumentException("unknown option " + option);
            };
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(option + " must be a number, was " + value, wrong);
        }
    }

    private static List<Integer> whole(String values) {
        return Arrays.stream(values.split(","))
                .map(each -> (int) positive(each))
                .toList();
    }

    private static double positive(String value) {
        double number = Double.parseDouble(value);
        if (number <= 0) {
            throw new NumberFormatException(value);
        }
        return number;
    }

    /** The sizes asked for; otherwise these, or that one when all is to be small. */
    public List<Integer> sizes(List<Integer> byDefault, int small) {
        return !sizes.isEmpty() ? sizes : quick ? List.of(small) : byDefault;
    }

    /** The size asked for; otherwise this one, or the other when all is to be small. */
    public int size(int byDefault, int small) {
        return sizes(List.of(byDefault), small).get(0);
    }
}
