package dev.leverframe.load;

import dev.leverframe.durability.Directory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * How throughput and processor time follow event loops, domains, arms and dimension: the tables of src/docs/performance.md. Each
 * row is a service of its own, with an experiment in shadow with {@code thompson} and {@code lin_ts_diag} in each domain.
 */
@Command(name = "bench-scale", mixinStandardHelpOptions = true, description = "Throughput by what a service has to do.")
public final class ScaleBench implements Callable<Integer> {
    private static final int CONNECTIONS = 64;

    @Option(names = "--rounds", description = "Rounds of each row, after one to warm up; default ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--seconds", description = "Of a round; default ${DEFAULT-VALUE}.")
    private int seconds = 3;

    @Option(names = "--warm-up", description = "Seconds of the first round; default ${DEFAULT-VALUE}.")
    private int warmUp = 10;

    @Option(names = "--only", split = ",", description = "loops, domains, batches, arms, dimension; default: all.")
    private List<String> only = List.of("loops", "domains", "batches", "arms", "dimension");

    @Option(names = "--options", split = " ", description = "Of the service's virtual machine.")
    private List<String> options = ServerProcess.SHIPPED;

    private ScaleBench() {}

    /** What one row is about; the rest is as usual. */
    private record Shape(int loops, int domains, int arms, int dimension, int items) {
        static final Shape USUAL = new Shape(Runtime.getRuntime().availableProcessors(), 1, 4, 16, 1);

        Shape loops(int changed) {
            return new Shape(changed, domains, arms, dimension, items);
        }

        Shape domains(int changed) {
            return new Shape(loops, changed, arms, dimension, items);
        }

        Shape arms(int changed) {
            return new Shape(loops, domains, changed, dimension, items);
        }

        Shape dimension(int changed) {
            return new Shape(loops, domains, arms, changed, items);
        }

        Shape items(int changed) {
            return new Shape(loops, domains, arms, dimension, changed);
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ScaleBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        for (String table : only) {
            System.out.println("\n| " + table + " | decisions/s | CPU us a decision | errors |");
            System.out.println("| ---: | ---: | ---: | ---: |");
            switch (table) {
                case "loops" -> rows(Shape.USUAL::loops, 1, 2, 4);
                case "domains" -> rows(Shape.USUAL::domains, 1, 2, 16, 128);
                case "batches" -> rows(Shape.USUAL.items(Subject.BATCH)::domains, 1, 2, 16);
                case "arms" -> rows(Shape.USUAL::arms, 2, 4, 10, 50, 200);
                case "dimension" -> rows(Shape.USUAL::dimension, 2, 16, 64, 256);
                default -> throw new IllegalArgumentException("--only takes loops, domains, batches, arms, dimension");
            }
        }
        return 0;
    }

    private interface Change {
        Shape to(int value);
    }

    private void rows(Change change, int... values) throws Exception {
        for (int value : values) {
            Measurements measured = measure(change.to(value));
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %d | %.0f | %.1f | %d |",
                    value,
                    measured.itemsPerSecond(""),
                    measured.cpuUs("") * measured.perSecond("") / measured.itemsPerSecond(""),
                    measured.errors("")));
        }
    }

    private Measurements measure(Shape shape) throws Exception {
        Path data = Files.createTempDirectory("leverframe-bench-");
        try (ServerProcess service = start(shape, data)) {
            new Subject(service).configure(shape.domains(), shape.arms(), shape.dimension());
            Traffic traffic = Subject.scaled(shape.domains(), shape.dimension(), shape.items());
            Wrk wrk = new Wrk(List.of(), CONNECTIONS);
            Measurements measured = new Measurements(shape.items());
            wrk.run(service, traffic, warmUp);
            for (int round = 0; round < rounds; round++) {
                measured.add("", wrk.run(service, traffic, seconds));
            }
            return measured;
        } finally {
            Directory.deleteAll(data);
        }
    }

    /** The virtual machine makes as many event loops as it is told that there are processors. */
    private ServerProcess start(Shape shape, Path data) throws Exception {
        List<String> all = new ArrayList<>(options);
        all.add("-XX:ActiveProcessorCount=" + shape.loops());
        Map<String, String> environment = Map.of(
                "LEVERFRAME_HTTP_PORT", "0",
                "LEVERFRAME_MANAGEMENT_PORT", "0",
                "LEVERFRAME_DATA_DIR", data.toString(),
                "ENABLE_EXPERIMENT_HARNESS", "1",
                "ENABLE_RL_LINTS", "1");
        return ServerProcess.start("service", List.of(), all, environment, "dev.leverframe.Main", List.of());
    }
}
