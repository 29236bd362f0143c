package dev.leverframe.journal;

import com.github.f4b6a3.ulid.UlidCreator;
import dev.leverframe.journal.CommitJournal.Options;
import dev.leverframe.model.Context;
import dev.leverframe.model.Distribution;
import dev.leverframe.model.Fact;
import dev.leverframe.model.Fact.DecisionMade;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.Phase;
import dev.leverframe.model.Proposals;
import dev.leverframe.model.Proposals.Proposal;
import dev.leverframe.model.Reason;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the journal takes of the processor for one decision, by thread: a table of src/docs/journal.md. Two owners make
 * decisions among four arms with a vector of 15 numbers and an experiment in shadow, at a steady rate; once handing them to a
 * journal that keeps nothing, which is what the owners' share is measured against.
 */
@Command(name = "bench-journal", mixinStandardHelpOptions = true)
public final class JournalBench implements Callable<Integer> {

    private static final int FEATURES = 16;
    private static final long SECOND_NANOS = 1_000_000_000L;

    @Option(names = "--rate", description = "Decisions a second; default ${DEFAULT-VALUE}.")
    private int rate = 60_000;

    @Option(names = "--domains", description = "That make them; default ${DEFAULT-VALUE}.")
    private int domains = 2;

    @Option(names = "--batch", description = "Decisions handed over together; default ${DEFAULT-VALUE}.")
    private int batch = 16;

    @Option(names = "--seconds", description = "Of a round; default ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Option(names = "--rounds", description = "After as many that warm up; default ${DEFAULT-VALUE}.")
    private int rounds = 3;

    private final SplittableRandom random = new SplittableRandom(1);
    private int generation;

    private JournalBench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new JournalBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Double> nothing = new TreeMap<>();
        Map<String, Double> kept = new TreeMap<>();
        Path data = Files.createTempDirectory("leverframe-journal-bench-");
        try (CommitJournal journal = CommitJournal.start(data, Options.PROCESS, InstantSource.system(), "bench")) {
            for (int round = -rounds; round < rounds; round++) {
                generation++;
                cheaper(nothing, measure(Journal.NONE), round);
                cheaper(kept, measure(journal), round);
            }
            long facts = journal.figures().facts();
            System.out.printf(
                    Locale.ROOT,
                    "%d facts, %.0f a commit, %.0f bytes each; %d bytes each on disk%n",
                    facts,
                    (double) facts / journal.figures().commits(),
                    (double) journal.figures().bytes() / facts,
                    bytes(data) / facts);
        } finally {
            delete(data);
        }
        System.out.println("| thread | keeping nothing, us | keeping, us | more, us |");
        System.out.println("| --- | ---: | ---: | ---: |");
        double sum = 0;
        for (String thread : kept.keySet()) {
            double before = nothing.getOrDefault(thread, 0.0);
            double after = kept.get(thread);
            sum += after - before;
            System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.2f |%n", thread, before, after, after - before);
        }
        System.out.printf(Locale.ROOT, "| all | | | %.2f |%n", sum);
        return 0;
    }

    /** Of the rounds that do not warm up the cheapest counts. */
    private static void cheaper(Map<String, Double> best, Map<String, Double> now, int round) {
        if (round <= 0 || sum(now) < sum(best)) {
            best.clear();
            best.putAll(now);
        }
    }

    /** Processor time for one decision by thread, us. */
    private Map<String, Double> measure(Journal journal) throws Exception {
        Map<String, Long> before = threads();
        Owner[] owners = new Owner[domains];
        for (int i = 0; i < domains; i++) {
            owners[i] = new Owner(journal, new StreamId("bench" + i, generation), random.split());
            owners[i].start();
        }
        long facts = 0;
        for (Owner owner : owners) {
            owner.join();
            facts += owner.made;
        }
        return perFact(before, threads(), owners, facts);
    }

    private static double sum(Map<String, Double> each) {
        return each.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Map<String, Double> perFact(
            Map<String, Long> before, Map<String, Long> after, Owner[] owners, long facts) {
        Map<String, Double> each = new TreeMap<>();
        after.forEach((thread, nanos) -> {
            String name = thread.substring(thread.indexOf(' ') + 1);
            boolean compiler = name.startsWith("C1 ") || name.startsWith("C2 ");
            if (!compiler) {
                each.merge(group(name), (nanos - before.getOrDefault(thread, 0L)) / 1e3 / facts, Double::sum);
            }
        });
        long owned = Arrays.stream(owners).mapToLong(owner -> owner.cpuNanos).sum();
        each.merge("owners", owned / 1e3 / facts, Double::sum);
        return each;
    }

    private static String group(String name) {
        if (name.startsWith("leverframe-jou")) {
            return "journal";
        } else if (name.startsWith("rocksdb")) {
            return name;
        } else if (name.startsWith("G1 ") || name.startsWith("GC ")) {
            return "collector";
        }
        return "others";
    }

    /** Processor time of each thread that lives, ns. */
    private static Map<String, Long> threads() throws IOException {
        Map<String, Long> nanos = new TreeMap<>();
        try (DirectoryStream<Path> tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                try {
                    String name = Files.readString(task.resolve("comm")).strip();
                    String spent = Files.readString(task.resolve("schedstat")).split(" ")[0];
                    nanos.put(task.getFileName() + " " + name, Long.parseLong(spent));
                } catch (IOException e) {
                    // it ended meanwhile
                }
            }
        }
        return nanos;
    }

    private static long bytes(Path directory) throws IOException {
        try (var files = Files.walk(directory, 1)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Makes decisions as an event loop does, some in each turn. */
    private final class Owner extends Thread {
        private final JournalStream stream;
        private final SplittableRandom chance;
        private long made;
        private long cpuNanos;

        Owner(Journal journal, StreamId id, SplittableRandom chance) {
            super("owner");
            this.stream = journal.open(id, 0, StreamOwner.NONE);
            this.chance = chance;
        }

        @Override
        public void run() {
            long turnNanos = (long) (1e9 * batch * domains / rate);
            long start = System.nanoTime();
            for (long next = start; next - start < seconds * SECOND_NANOS; next += turnNanos) {
                while (System.nanoTime() < next) {
                    LockSupport.parkNanos(next - System.nanoTime());
                }
                List<Fact> facts = new ArrayList<>();
                for (int i = 0; i < batch; i++) {
                    facts.add(decision(chance));
                }
                made += batch;
                stream.append(facts, Receipt.NOBODY);
            }
            cpuNanos = cpu();
            stream.close();
        }

        private static long cpu() {
            return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        }
    }

    private static DecisionMade decision(SplittableRandom random) {
        double[] x = random.doubles(FEATURES, -1, 1).toArray();
        x[0] = 1;
        Distribution behaviour = distribution(random);
        return new DecisionMade(
                System.currentTimeMillis(),
                UlidCreator.getMonotonicUlid().toString(),
                null,
                null,
                List.of("haiku", "sonnet", "opus", "mini"),
                new Context.Vector(Arrays.copyOfRange(x, 1, FEATURES)),
                FeatureVector.of(IntStream.range(0, FEATURES).toArray(), x),
                "1-0123456789abcdef",
                random.nextInt(4),
                behaviour,
                1e-12,
                "thompson",
                Reason.CORE_POLICY,
                null,
                null,
                null,
                null,
                List.of(new Proposals(
                        "lints",
                        1,
                        1,
                        Phase.SHADOW,
                        "lints",
                        List.of(
                                new Proposal("control", 0.5, "thompson", behaviour, null),
                                new Proposal("lints", 0.5, "lin_ts_diag", distribution(random), null)))));
    }

    private static Distribution distribution(SplittableRandom random) {
        double[] shares = random.doubles(4, 0.1, 1).toArray();
        double sum = Arrays.stream(shares).sum();
        return Distribution.of(Arrays.stream(shares).map(share -> share / sum).toArray());
    }
}
