package dev.leverframe.load;

import dev.leverframe.load.OpenLoop.Measured;
import dev.leverframe.load.Wrk.Round;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The rounds of one traffic, by server. What is said of them is the median, of ratios that of the ratios within a round. */
final class Measurements {
    private final int itemsEach;
    private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
    private final Map<String, List<Measured>> latencies = new LinkedHashMap<>();
    private double offered;

    Measurements(int itemsEach) {
        this.itemsEach = itemsEach;
    }

    void add(String server, Round round) {
        rounds.computeIfAbsent(server, any -> new ArrayList<>()).add(round);
    }

    void add(String server, double perSecond, Measured measured) {
        offered = perSecond;
        latencies.computeIfAbsent(server, any -> new ArrayList<>()).add(measured);
    }

    double perSecond(String server) {
        return median(rounds(server).stream().map(Round::perSecond).toList());
    }

    double itemsPerSecond(String server) {
        return itemsEach * perSecond(server);
    }

    double cpuUs(String server) {
        return median(rounds(server).stream().map(Round::cpuUs).toList());
    }

    double throughputRatio(String server, String to) {
        return ratio(server, to, Round::perSecond);
    }

    double cpuRatio(String server, String to) {
        return ratio(server, to, Round::cpuUs);
    }

    private double ratio(String server, String to, ToDoubleFunction<Round> of) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds(server).size(); i++) {
            ratios.add(of.applyAsDouble(rounds(server).get(i))
                    / of.applyAsDouble(rounds(to).get(i)));
        }
        return median(ratios);
    }

    boolean hasLatencies() {
        return !latencies.isEmpty();
    }

    /** Requests a second that were due in the open loop. */
    double offered() {
        return offered;
    }

    /** Median over the rounds of a percentile, ms. */
    double percentileMs(String server, double percentile) {
        return median(latencies.getOrDefault(server, List.of()).stream()
                .map(measured -> measured.latencies().getValueAtPercentile(percentile) / 1e6)
                .toList());
    }

    long errors(String server) {
        long open = latencies.getOrDefault(server, List.of()).stream()
                .mapToLong(Measured::errors)
                .sum();
        return open + rounds(server).stream().mapToLong(Round::errors).sum();
    }

    private List<Round> rounds(String server) {
        return rounds.getOrDefault(server, List.of());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        rounds.forEach((server, of) -> {
            Round last = of.get(of.size() - 1);
            text.append(String.format(Locale.ROOT, "%s %.0f/s %.1f us; ", server, last.perSecond(), last.cpuUs()));
        });
        return text.toString();
    }
}
