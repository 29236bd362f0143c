package dev.leverframe.statistics;

import dev.leverframe.evidence.FixedHorizon;
import dev.leverframe.evidence.GroupDifference;
import dev.leverframe.statistics.Worlds.Counting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * The full simulations behind src/docs/evidence.md, in Markdown; some minutes. With an argument, so many runs a row instead
 * of 10,000. Ends with an error where a rate that alpha bounds is more than three standard errors above alpha.
 */
public final class StatisticsBench {
    private static final int UNITS = 10_000;

    private final int runs;
    private final List<String> broken = new ArrayList<>();

    private StatisticsBench(int runs) {
        this.runs = runs;
    }

    public static void main(String[] arguments) {
        StatisticsBench bench = new StatisticsBench(arguments.length == 0 ? 10_000 : Integer.parseInt(arguments[0]));
        bench.falsePositives();
        bench.flaws();
        bench.coverage();
        bench.power();
        bench.paired();
        bench.ratios();
        if (!bench.broken.isEmpty()) {
            System.err.println("above alpha by more than three standard errors: " + bench.broken);
            System.exit(1);
        }
    }

    private static List<Experiment> withoutDifference() {
        return List.of(
                same("Bernoulli .5, 50/50", 0.5, Law.bernoulli(0.5)),
                same("Bernoulli .05, 50/50", 0.5, Law.bernoulli(0.05)),
                same("Bernoulli .5, 10/90", 0.1, Law.bernoulli(0.5)),
                same("Bernoulli .02, 10/90", 0.1, Law.bernoulli(0.02)),
                same("Beta(5, 5), 50/50", 0.5, Law.beta(5, 5)),
                same("Beta(7, 3), 20/80", 0.2, Law.beta(7, 3)));
    }

    private static Experiment same(String name, double share, Law law) {
        return new Experiment(name, share, law, law);
    }

    private void falsePositives() {
        head("no difference", "exact", "asymptotic");
        for (Experiment experiment : withoutDifference()) {
            row(experiment.name(), found(experiment, experiment.bounded()), found(experiment, experiment.asymptotic()));
        }
        Experiment latency = same("log-normal, 50/50", 0.5, Law.logNormal());
        row(latency.name(), "n/a", found(latency, latency.asymptotic()));
        bandit("Thompson-collected, Bernoulli .5, floor .1", 0.5);
        bandit("Thompson-collected, Bernoulli .05, floor .1", 0.05);
        System.out.println();
    }

    private void bandit(String name, double p) {
        row(name, bounded(name, seed -> Worlds.banditFindsADifference(p, 0.1, UNITS, seed)), "");
    }

    private String found(Experiment experiment, Supplier<GroupDifference> test) {
        return bounded(experiment.name(), seed -> experiment.excludesAt(0, UNITS, test, seed) != Experiment.NEVER);
    }

    private void flaws() {
        head("no difference, but", "sound", "flawed");
        sticky("500 sticky users who differ (ICC .20), one outcome a user", Counting.UNITS, Law.beta(2, 2));
        sticky("the same, totals of users", Counting.CLUSTERS, Law.beta(2, 2));
        sticky("ICC .06, one outcome a user", Counting.UNITS, Law.beta(8, 8));
        sticky("the same, totals of users", Counting.CLUSTERS, Law.beta(8, 8));
        row(
                "failures of one variant 300 decisions late, 2,000 decisions",
                bounded("slow failures", seed -> Worlds.slowFailuresMakeADifference(false, 2000, 300, seed)),
                percent(seed -> Worlds.slowFailuresMakeADifference(true, 2000, 300, seed)));
        System.out.println();
    }

    private void sticky(String name, Counting counting, Law rates) {
        row(
                name,
                bounded(name, seed -> Worlds.stickyUnitsMakeADifference(counting, rates, 500, UNITS, seed)),
                percent(seed -> Worlds.stickyUnitsMakeADifference(Counting.DECISIONS, rates, 500, UNITS, seed)));
    }

    private void coverage() {
        head("true difference", "exact: ever outside the interval", "asymptotic");
        Experiment ten = new Experiment(".45 and .55", 0.5, Law.bernoulli(0.55), Law.bernoulli(0.45));
        Experiment rare = new Experiment(".02 and .03, 10/90", 0.1, Law.bernoulli(0.03), Law.bernoulli(0.02));
        for (Experiment experiment : List.of(ten, rare)) {
            double truth = experiment == ten ? 0.1 : 0.01;
            row(
                    experiment.name(),
                    outside(experiment, truth, experiment.bounded()),
                    outside(experiment, truth, experiment.asymptotic()));
        }
        System.out.println();
    }

    private String outside(Experiment experiment, double truth, Supplier<GroupDifference> test) {
        return bounded(experiment.name(), seed -> experiment.excludesAt(truth, UNITS, test, seed) != Experiment.NEVER);
    }

    private void power() {
        head("difference", "fixed n (80 %)", "exact: mean / median / found", "asymptotic");
        power(".45 and .55", 0.1, 0.99, Law.bernoulli(0.55), Law.bernoulli(0.45));
        power(".475 and .525", 0.05, 0.9975, Law.bernoulli(0.525), Law.bernoulli(0.475));
        power(".05 and .06", 0.01, 0.2072, Law.bernoulli(0.06), Law.bernoulli(0.05));
        System.out.println();
        Experiment ten = new Experiment("", 0.5, Law.bernoulli(0.55), Law.bernoulli(0.45));
        head(".45 and .55", "exact", "asymptotic");
        row("stopped before 2,000 units", before(ten, ten.bounded()), before(ten, ten.asymptotic()));
        System.out.println();
    }

    private String before(Experiment experiment, Supplier<GroupDifference> test) {
        return percent(seed -> experiment.excludesAt(0, 1999, test, seed) != Experiment.NEVER);
    }

    private void power(String name, double effect, double variance, Law treatment, Law control) {
        Experiment experiment = new Experiment(name, 0.5, treatment, control);
        double fixed = FixedHorizon.units(effect, variance, Experiment.ALPHA, 0.8);
        int cap = (int) (4 * fixed);
        row(
                name,
                String.format(Locale.ROOT, "%,.0f", fixed),
                stops(experiment, experiment.bounded(), cap),
                stops(experiment, experiment.asymptotic(), cap));
    }

    private String stops(Experiment experiment, Supplier<GroupDifference> test, int cap) {
        int[] times = Runs.times(runs, seed -> experiment.excludesAt(0, cap, test, seed));
        double mean =
                Arrays.stream(times).map(time -> Math.min(time, cap)).average().orElseThrow();
        long found = Arrays.stream(times).filter(time -> time <= cap).count();
        return String.format(Locale.ROOT, "%,.0f / %,d / %.1f %%", mean, times[times.length / 2], 100.0 * found / runs);
    }

    private void paired() {
        double[] never = {0, 0};
        double[] always = {1, 1};
        double[] here = {0.9, 0.2};
        double[] there = {0.3, 0.4};
        double[][] equal = {{0.5, 0.5}, {0.5, 0.5}};
        double[][] rare = {{0.02, 0.02}, {0.02, 0.02}};
        double[][] apart = {{0.9, 0.1}, {0.2, 0.7}};
        double[][] ten = {{0.45, 0.55}, {0.45, 0.55}};
        head("the same decisions, 2,000 of them", "finds a difference", "ever misses the true one");
        mixture("no difference, 50/50", new PairedWorlds(0.5, here, there, equal));
        mixture("no difference, .02, 10/90", new PairedWorlds(0.1, always, never, rare));
        PairedWorlds contexts = new PairedWorlds(0.3, here, there, apart);
        row("contexts that matter, 30/70", "", bounded("contexts", seed -> misses(contexts, seed)));
        PairedWorlds opposite = new PairedWorlds(0.5, always, never, ten);
        String found = percent(seed -> opposite.excludesZeroAt(1999, seed) != Experiment.NEVER);
        row(".45 and .55, opposites", found, bounded("opposites", seed -> misses(opposite, seed)));
        System.out.println();
    }

    private void mixture(String name, PairedWorlds world) {
        row(name, bounded(name, seed -> world.excludesZeroAt(2000, seed) != Experiment.NEVER), "");
    }

    private static boolean misses(PairedWorlds world, long seed) {
        return world.missesAt(2000, seed) != Experiment.NEVER;
    }

    private void ratios() {
        head("sample ratio", "ever fires", "mean units until then");
        row("50/50, 50,000 units", percent(seed -> SimulationTest.firesAt(0.5, 50_000, seed) != Experiment.NEVER), "");
        for (double share : new double[] {0.51, 0.52, 0.55}) {
            int[] times = Runs.times(runs / 10, seed -> SimulationTest.firesAt(share, 1_000_000, seed));
            long fired = Arrays.stream(times)
                    .filter(time -> time != Experiment.NEVER)
                    .count();
            row(
                    String.format(Locale.ROOT, "%.0f/%.0f", 100 * share, 100 - 100 * share),
                    String.format(Locale.ROOT, "%.2f %%", 100.0 * fired / times.length),
                    String.format(
                            Locale.ROOT, "%,.0f", Arrays.stream(times).average().orElseThrow()));
        }
    }

    /** A rate that must not exceed alpha. */
    private String bounded(String name, LongPredicate ends) {
        long count = Runs.count(runs, ends);
        double alpha = Experiment.ALPHA;
        if (count > runs * alpha + 3 * Math.sqrt(runs * alpha * (1 - alpha))) {
            broken.add(name + ": " + count + " of " + runs);
        }
        return String.format(Locale.ROOT, "%.2f %%", 100.0 * count / runs);
    }

    private String percent(LongPredicate ends) {
        return String.format(Locale.ROOT, "%.2f %%", 100.0 * Runs.count(runs, ends) / runs);
    }

    private static void head(String... cells) {
        row(cells);
        System.out.println("| --- |" + " --- |".repeat(cells.length - 1));
    }

    private static void row(String... cells) {
        System.out.println("| " + String.join(" | ", cells) + " |");
    }
}
