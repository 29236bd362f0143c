package dev.leverframe.load;

import dev.leverframe.durability.Directory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The service against a bare server with the same bytes in and out, by turns, and the tables of src/docs/performance.md. Both
 * are driven by wrk for the capacity, then at half of the service's capacity by {@link OpenLoop} for the latencies.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, description = "The service against a bare server, by turns.")
public final class HttpBench implements Callable<Integer> {
    private static final String BARE = "bare";
    private static final String BARE_NIO = "bare, NIO";
    private static final String SERVICE = "service";
    /** Decisions of each of wrk's threads: in all fewer than a domain remembers. */
    private static final int PREPARED = 95_000;

    private static final int SENDERS = 2;
    private static final double WARM = 0.95;
    private static final int WARM_UPS_MAX = 8;

    @Option(names = "--only", split = ",", description = "core, watched, batches, outcomes, mixed; default: all.")
    private List<String> only = List.of("core", "watched", "batches", "outcomes", "mixed");

    @Option(names = "--rounds", description = "Rounds of each server; default ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--seconds", description = "Of a round; default ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Option(
            names = "--warm-up",
            description = "Seconds of a warm-up, of which each has 2 to 8; default ${DEFAULT-VALUE}.")
    private int warmUp = 10;

    @Option(names = "--connections", description = "Default ${DEFAULT-VALUE}.")
    private int connections = 64;

    @Option(names = "--transport", description = "auto, io_uring, epoll or nio; default ${DEFAULT-VALUE}.")
    private String transport = "auto";

    @Option(names = "--no-open-loop", negatable = true, description = "Without the latencies at half capacity.")
    private boolean openLoop = true;

    @Option(names = "--durability", description = "none, process or disk; default ${DEFAULT-VALUE}.")
    private String durability = "process";

    @Option(names = "--options", split = " ", description = "Of the virtual machines of all servers; default: as shipped.")
    private List<String> options = ServerProcess.SHIPPED;

    @Option(names = "--service-options", split = " ", description = "Of the service's virtual machine alone.")
    private List<String> serviceOptions = List.of();

    @Option(names = "--server-cpus", description = "Pins the servers, as taskset takes it: 0,1.")
    private String serverCpus = "";

    @Option(names = "--load-cpus", description = "Pins the load generators.")
    private String loadCpus = "";

    private final Map<String, ServerProcess> servers = new LinkedHashMap<>();

    private HttpBench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new HttpBench()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        pinMyself();
        Path data = Files.createTempDirectory("leverframe-bench-");
        try {
            Subject subject = start(data);
            System.out.println(machine());
            Report report = new Report(System.out);
            for (String name : only) {
                report.add(name, measure(name, subject));
            }
            report.print();
            return 0;
        } finally {
            servers.values().forEach(ServerProcess::close);
            Directory.deleteAll(data);
        }
    }

    private Subject start(Path data) throws Exception {
        ServerProcess service = service(data);
        Subject subject = new Subject(service);
        subject.configure();
        List<String> answers = subject.answers();
        servers.put(BARE, bare(service.transport(), answers));
        servers.put(BARE_NIO, bare("nio", answers));
        servers.put(SERVICE, service);
        return subject;
    }

    private ServerProcess service(Path data) throws Exception {
        Map<String, String> environment = Map.of(
                "LEVERFRAME_HTTP_PORT", "0",
                "LEVERFRAME_MANAGEMENT_PORT", "0",
                "LEVERFRAME_DATA_DIR", data.toString(),
                "LEVERFRAME_DURABILITY", durability,
                "LEVERFRAME_TRANSPORT", transport,
                "ENABLE_EXPERIMENT_HARNESS", "1",
                "ENABLE_RL_LINTS", "1");
        List<String> all = new ArrayList<>(options);
        all.addAll(serviceOptions);
        return ServerProcess.start(SERVICE, pinned(serverCpus), all, environment, "dev.leverframe.Main", List.of());
    }

    private ServerProcess bare(String word, List<String> answers) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(word));
        arguments.addAll(answers);
        return ServerProcess.start(
                BARE + " " + word, pinned(serverCpus), options, Map.of(), BareServer.class.getName(), arguments);
    }

    private Measurements measure(String name, Subject subject) throws Exception {
        Supplier<Traffic> traffic = traffic(name, subject);
        Measurements measured = new Measurements(traffic.get().itemsEach());
        Wrk wrk = new Wrk(pinned(loadCpus), connections);
        for (ServerProcess server : servers.values()) {
            warm(wrk, server, traffic);
        }
        for (int round = 0; round < rounds; round++) {
            for (String server : inTurn(round)) {
                measured.add(server, wrk.run(servers.get(server), traffic.get(), seconds));
            }
            System.err.println(name + " round " + (round + 1) + ": " + measured);
        }
        // The numbers of its one sender would go round.
        if (openLoop && !name.equals("outcomes")) {
            latencies(measured, traffic);
        }
        return measured;
    }

    /** Until a round costs hardly less than the one before: how long that takes depends on how crowded the machine is. */
    private void warm(Wrk wrk, ServerProcess server, Supplier<Traffic> traffic) throws Exception {
        double before = wrk.run(server, traffic.get(), warmUp).cpuUs();
        for (int round = 1; round < WARM_UPS_MAX; round++) {
            double now = wrk.run(server, traffic.get(), warmUp).cpuUs();
            if (now > WARM * before) {
                return;
            }
            before = now;
        }
    }

    private void latencies(Measurements measured, Supplier<Traffic> traffic) throws Exception {
        double half = measured.perSecond(SERVICE) / 2;
        for (int round = 0; round <= rounds; round++) {
            for (String server : inTurn(round)) {
                int port = servers.get(server).dataPort();
                OpenLoop.Measured loop = OpenLoop.run(traffic.get(), port, connections, half, seconds);
                // The first round warms the generator.
                if (round > 0) {
                    measured.add(server, half, loop);
                }
            }
        }
    }

    private Supplier<Traffic> traffic(String name, Subject subject) {
        int[] run = {0};
        return switch (name) {
            case "core" -> Subject::core;
            case "watched" -> Subject::watched;
            case "batches" -> Subject::batches;
            case "mixed" -> () -> Subject.mixed("m" + run[0]++);
            case "outcomes" -> () -> prepared(subject, "o" + run[0]++);
            default -> throw new IllegalArgumentException("--only takes core, watched, batches, outcomes, mixed");
        };
    }

    private static Traffic prepared(Subject subject, String tag) {
        try {
            Traffic outcomes = Subject.outcomes(tag, PREPARED);
            subject.decide(outcomes, SENDERS);
            return outcomes;
        } catch (Exception e) {
            throw new IllegalStateException("the decisions could not be made", e);
        }
    }

    /** Another one first in each round. */
    private List<String> inTurn(int round) {
        List<String> turn = new ArrayList<>(servers.keySet());
        Collections.rotate(turn, round);
        return turn;
    }

    private static List<String> pinned(String cpus) {
        return cpus.isEmpty() ? List.of() : List.of("taskset", "-c", cpus);
    }

    private void pinMyself() throws Exception {
        if (!loadCpus.isEmpty()) {
            String me = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("taskset", "-a", "-p", "-c", loadCpus, me)
                    .start()
                    .waitFor();
        }
    }

    private String machine() throws Exception {
        String cpu = Files.readString(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse("unknown processor");
        String load = Files.readString(Path.of("/proc/loadavg")).split(" ")[0];
        return cpu + ", " + Runtime.getRuntime().availableProcessors() + " cores, load before " + load + "; JDK "
                + System.getProperty("java.version") + "; transport "
                + servers.get(SERVICE).transport() + "; wrk " + connections + " connections; " + rounds + " rounds of "
                + seconds + " s; options " + options + serviceOptions;
    }
}
