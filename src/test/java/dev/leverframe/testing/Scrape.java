package dev.leverframe.testing;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The samples of one answer of {@code GET /metrics}. */
final class Scrape {
    private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? \\S+$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    private final Map<String, List<Map<String, String>>> samples;

    private Scrape(String text) {
        samples = SAMPLE.matcher(text)
                .results()
                .collect(Collectors.groupingBy(
                        found -> found.group(1), Collectors.mapping(Scrape::labels, Collectors.toList())));
    }

    static Scrape of(String text) {
        return new Scrape(text);
    }

    private static Map<String, String> labels(MatchResult sample) {
        Map<String, String> labels = new HashMap<>();
        if (sample.group(2) != null) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> labels.put(label.group(1), label.group(2)));
        }
        return labels;
    }

    boolean has(String metric) {
        return samples.containsKey(metric);
    }

    /** The labels of a metric; none where it is not there. */
    Set<String> labels(String metric) {
        Set<String> labels = new HashSet<>();
        samples.getOrDefault(metric, List.of()).forEach(sample -> labels.addAll(sample.keySet()));
        return labels;
    }

    /** The values that a label of a metric has. */
    Set<String> values(String metric, String label) {
        return samples.getOrDefault(metric, List.of()).stream()
                .map(sample -> sample.getOrDefault(label, ""))
                .collect(Collectors.toSet());
    }
}
