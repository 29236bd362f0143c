package dev.leverframe.durability;

import dev.leverframe.durability.Subject.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What it costs to keep the facts: the table of src/docs/performance.md. Three services run beside each other, one of each
 * durability, and are driven one at a time. In each round each has its turn, and every round begins with another one, so that
 * what the machine does besides strikes all alike; what counts is the ratio to {@code none} of the same round.
 */
@Command(name = "bench-durability", mixinStandardHelpOptions = true)
public final class DurabilityBench implements Callable<Integer> {
    private static final List<String> DURABILITIES = List.of("none", "process", "disk");

    @Parameters(description = "The runnable jar.")
    private Path jar = Path.of("target/leverframe.jar");

    @Option(
            names = "--jobs",
            split = ",",
            description = "selects: selects alone; main: as many outcomes as selects. Default: both.")
    private List<String> jobs = List.of("selects", "main");

    @Option(names = "--rounds", description = "Rounds that count; default ${DEFAULT-VALUE}.")
    private int rounds = 7;

    @Option(names = "--seconds", description = "A turn, s; default ${DEFAULT-VALUE}.")
    private int seconds = 8;

    @Option(names = "--warm-up", description = "Of each service before each job, s; default ${DEFAULT-VALUE}.")
    private int warmUp = 20;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new DurabilityBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        if (Wrk.isMissing()) {
            System.err.println("wrk is missing; on Debian: apt-get install wrk");
            return 2;
        }
        Path dir = Files.createTempDirectory("leverframe-durability");
        List<Subject> subjects = new ArrayList<>();
        try {
            for (String durability : DURABILITIES) {
                subjects.add(new Subject(jar, dir, durability));
            }
            jobs.forEach(job -> run(job, subjects));
        } finally {
            subjects.forEach(Subject::close);
            Files.delete(dir);
        }
        return 0;
    }

    private void run(String job, List<Subject> subjects) {
        subjects.forEach(subject -> subject.warmUp(job, warmUp));
        List<Subject> order = new ArrayList<>(subjects);
        for (int round = 0; round < rounds; round++) {
            order.forEach(subject -> subject.measure(job, seconds));
            Collections.rotate(order, 1);
        }
        print(job, subjects);
    }

    private static void print(String job, List<Subject> subjects) {
        System.out.println("| " + job + " | requests/s | to none | each round | CPU, us | to none | each round | p50, ms "
                + "| p99, ms |");
        System.out.println("| --- |" + " ---: |".repeat(8));
        List<Reading> none = subjects.get(0).readings();
        subjects.forEach(subject -> print(subject.durability, subject.readings(), none));
        System.out.println();
    }

    private static void print(String durability, List<Reading> readings, List<Reading> none) {
        List<Double> throughput = ratios(readings, none, Reading::perSecond);
        List<Double> cpu = ratios(readings, none, Reading::cpuMicros);
        System.out.println(String.format(
                Locale.ROOT,
                "| %s | %.0f | %.2f | %s | %.1f | %.2f | %s | %.1f | %.1f |",
                durability,
                median(readings, Reading::perSecond),
                median(throughput),
                listed(throughput),
                median(readings, Reading::cpuMicros),
                median(cpu),
                listed(cpu),
                median(readings, Reading::p50),
                median(readings, Reading::p99)));
    }

    private static List<Double> ratios(List<Reading> readings, List<Reading> none, ToDoubleFunction<Reading> of) {
        return IntStream.range(0, none.size())
                .mapToObj(i -> of.applyAsDouble(readings.get(i)) / of.applyAsDouble(none.get(i)))
                .toList();
    }

    private static String listed(List<Double> ratios) {
        return ratios.stream().map(ratio -> String.format(Locale.ROOT, "%.2f", ratio)).collect(Collectors.joining(" "));
    }

    private static double median(List<Reading> readings, ToDoubleFunction<Reading> of) {
        return median(readings.stream().map(of::applyAsDouble).toList());
    }

    private static double median(List<Double> values) {
        List<Double> ascending = values.stream().sorted().toList();
        int half = ascending.size() / 2;
        return ascending.size() % 2 == 1 ? ascending.get(half) : (ascending.get(half - 1) + ascending.get(half)) / 2;
    }
}
