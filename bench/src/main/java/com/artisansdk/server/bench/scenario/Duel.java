package com.artisansdk.server.bench.scenario;

import com.artisansdk.server.bench.load.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/** Has both contestants take turns under one load: who begins alternates, too. Medians and their ratio count. */
final class Duel {

    static final String[] HEADINGS = {"clients", "load", "figure", "ours", "bare", "ratio", "of the rounds", "required"
    };

    /** Where there is no such figure, or no ratio to it. */
    private static final String NOT = "–";

    private static final double DISTURBED = 0.1;
    private static final double SATURATED = 0.9;

    private final Bench bench;
    private final String clients;
    private final String load;
    private final Score ours = new Score();
    private final Score bare = new Score();

    Duel(Bench bench, int clients, String load) {
        this.bench = bench;
        this.clients = Table.whole(clients);
        this.load = load;
    }

    /** Warms up, and plays the rounds. */
    Duel play(Consumer<Contestant> warmUp, BiConsumer<Contestant, Score> round) {
        Bench.progress("%s clients, %s: warming up", clients, load);
        bench.contestants().forEach(warmUp);
        return play(round);
    }

    /** Plays the rounds. */
    Duel play(BiConsumer<Contestant, Score> round) {
        int rounds = bench.settings().rounds();
        for (int i = 0; i < rounds; i++) {
            Bench.progress("%s clients, %s: round %d of %d", clients, load, i + 1, rounds);
            List<Contestant> turns = new ArrayList<>(bench.contestants());
            if (i % 2 == 1) {
                turns.add(turns.remove(0));
            }
            turns.forEach(contestant -> round.accept(contestant, contestant.isOurs() ? ours : bare));
        }
        return this;
    }

    /** Writes what came of it. */
    void into(Table table) {
        for (Map.Entry<Figure, Rounds> entry : ours.figures().entrySet()) {
            Figure figure = entry.getKey();
            Rounds mine = entry.getValue();
            Rounds theirs = bare.figures().get(figure);
            if (theirs == null) {
                row(table, figure.name(), figure.format().apply(mine.median()), NOT, NOT, NOT, figure.required());
                continue;
            }
            if (theirs.least() <= 0) {
                row(
                        table,
                        figure.name(),
                        figure.format().apply(mine.median()),
                        figure.format().apply(theirs.median()),
                        NOT,
                        NOT,
                        figure.required());
                continue;
            }
            Rounds ratios = mine.over(theirs);
            row(
                    table,
                    figure.name(),
                    figure.format().apply(mine.median()),
                    figure.format().apply(theirs.median()),
                    Table.decimal(mine.median() / theirs.median()),
                    Table.decimal(ratios.least()) + " – " + Table.decimal(ratios.most()),
                    figure.required());
        }
        row(table, "faults", ours.faults().toString(), bare.faults().toString(), "", "", "none");
        warn(table, "Disturbed: other processes used up to %.0f %% of a core", most(Score::othersCores), DISTURBED);
        warn(table, "The load client used up to %.0f %% of its core", most(Score::clientCores), Meter.TOO_BUSY);
        warnUnlessSaturated(table);
    }

    /** What limits a figure that nothing but the server should limit. */
    private void warnUnlessSaturated(Table table) {
        double least = Math.min(ours.leastAtSaturation(), bare.leastAtSaturation());
        if (least < SATURATED) {
            table.note(
                    "The server used as little as %.0f %% of its core, with %s clients and %s: something else was the limit, so compare"
                            + " its CPU, not its rate.",
                    100 * least, clients, load);
        }
    }

    private double most(ToDoubleFunction<Score> of) {
        return Math.max(of.applyAsDouble(ours), of.applyAsDouble(bare));
    }

    private void warn(Table table, String what, double cores, double limit) {
        if (cores > limit) {
            table.note("%s, with %s clients and %s.", String.format(Locale.ROOT, what, 100 * cores), clients, load);
        }
    }

    private void row(Table table, String... cells) {
        List<String> all = new ArrayList<>(List.of(clients, load));
        all.addAll(List.of(cells));
        table.row(all.toArray(String[]::new));
    }
}
