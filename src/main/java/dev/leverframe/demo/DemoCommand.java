package dev.leverframe.demo;

import java.io.PrintWriter;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Replays real data through the service's HTTP interface and says what came of it. Starts a service in this process if none
 * answers. Exit code 1 where the service's sums are not the client's, or the service failed.
 */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Replays real data through HTTP: half in shadow, half active, and a table at the end.")
public final class DemoCommand implements Callable<Integer> {
    /** Fewer rows leave a phase without any. */
    private static final int ROWS_MIN = 10;

    private static final Pattern HTTP = Pattern.compile("https?");
    private static final Pattern LOCAL = Pattern.compile("http://(localhost|127\\.0\\.0\\.1):\\d+/?");

    private final ServiceStarter starter;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            defaultValue = "pareto",
            description = "pareto: prompts answered by four LLMs; mushroom: context decides everything.")
    private String data = "pareto";

    @Option(
            names = "--service",
            defaultValue = "http://localhost:${env:LEVERFRAME_HTTP_PORT:-8080}",
            description = "Data plane; default: ${DEFAULT-VALUE}.")
    private URI service = URI.create("http://localhost:8080");

    @Option(
            names = "--management",
            defaultValue = "http://localhost:${env:LEVERFRAME_MANAGEMENT_PORT:-8081}",
            description = "Management plane; default: ${DEFAULT-VALUE}.")
    private URI management = URI.create("http://localhost:8081");

    @Option(names = "--rows", description = "Replay only that many rows, at least " + ROWS_MIN + ".")
    private int rows = Integer.MAX_VALUE;

    @Option(names = "--seed", defaultValue = "1", description = "Orders the rows and keys every draw; default 1.")
    private long seed;

    @Option(
            names = "--connections",
            description = "Decisions in the air at most; with 1, a run on an idle service can be repeated exactly.")
    private int connections;

    @Option(
            names = "--exit",
            description = "Stop the service at the end if the demo started it; always so without a terminal.")
    private boolean exit;

    /** @param starter used where no service answers */
    public DemoCommand(ServiceStarter starter) {
        this.starter = starter;
    }

    @Override
    public Integer call() throws Exception {
        requireBase("--service", service);
        requireBase("--management", management);
        Dataset dataset = dataset();
        try {
            if (new ServiceClient(service, management).isReady()) {
                out().println("Using the service at " + service + " and " + management + ".");
                return run(dataset);
            }
            return runOnOwnService(dataset);
        } catch (DemoException e) {
            spec.commandLine().getErr().println(e.getMessage());
            return 1;
        }
    }

    private int runOnOwnService(Dataset dataset) throws Exception {
        AutoCloseable own = start();
        if (exit || !Progress.isWatched()) {
            try (own) {
                return run(dataset);
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(own), "leverframe-stop"));
        int code = run(dataset);
        out().println();
        out().println("The service keeps running, so that you can look. Ctrl-C stops it.");
        out().flush();
        new CountDownLatch(1).await();
        return code;
    }

    private AutoCloseable start() {
        if (!isHere(service) || !isHere(management)) {
            throw new DemoException("no service answers at " + management
                    + "; start it there, or name ports of localhost to have one started here");
        }
        out().println("No service answers at " + management + ": starting one here.");
        out().flush();
        try {
            return starter.start(environment());
        } catch (Exception e) {
            throw new DemoException("the service could not be started: " + e, e);
        }
    }

    private static boolean isHere(URI uri) {
        return LOCAL.matcher(uri.toString()).matches();
    }

    private int run(Dataset dataset) {
        int inTheAir = connections > 0 ? connections : dataset.connections();
        return new DemoRun(service, management, dataset, seed, inTheAir, out()).run() ? 0 : 1;
    }

    private void requireBase(String option, URI uri) {
        if (uri.getHost() == null
                || !HTTP.matcher(String.valueOf(uri.getScheme())).matches()) {
            throw new ParameterException(
                    spec.commandLine(), option + " must be a URL such as http://localhost:8080, got '" + uri + "'");
        }
    }

    private Dataset dataset() {
        if (rows < ROWS_MIN) {
            throw new ParameterException(spec.commandLine(), "--rows must be at least " + ROWS_MIN + ", got " + rows);
        }
        return switch (data) {
            case "pareto" -> ParetoData.load(seed, rows);
            case "mushroom" -> MushroomData.load(seed, rows);
            default ->
                throw new ParameterException(
                        spec.commandLine(), "--data must be pareto or mushroom, got '" + data + "'");
        };
    }

    /** This process's environment, but with the ports that the demo talks to. */
    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("LEVERFRAME_HTTP_PORT", String.valueOf(service.getPort()));
        environment.put("LEVERFRAME_MANAGEMENT_PORT", String.valueOf(management.getPort()));
        return environment;
    }

    private static void close(AutoCloseable service) {
        try {
            service.close();
        } catch (Exception e) {
            System.err.println("stopping the service failed: " + e);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
