package dev.leverframe.durability;

import dev.leverframe.testing.ForkedService;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How long a service takes to be ready after SIGKILL: the table of src/docs/journal.md. Every decision has a context and an
 * outcome. Once with all facts to replay, once with a tenth of them after a snapshot.
 */
@Command(name = "bench-recovery", mixinStandardHelpOptions = true)
public final class RecoveryBench implements Callable<Integer> {
    private static final Pattern RECOVERED = Pattern.compile("domain is recovered domain=bench facts=(\\d+) ms=(\\d+)");
    private static final List<String> OPTIONS = List.of("-Xmx2g");
    private static final int BATCH = 500;

    @Parameters(description = "The runnable jar.")
    private Path jar = Path.of("target/leverframe.jar");

    @Option(names = "--decisions", description = "Default ${DEFAULT-VALUE}.")
    private int decisions = 1_000_000;

    private int made;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RecoveryBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException {
        System.out.println("| domain | replayed | facts | recovery, s | start to ready, s | CPU until then, s | MB on disk |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
        for (boolean experiment : new boolean[] {false, true}) {
            run(experiment, true);
            run(experiment, false);
        }
        return 0;
    }

    private void run(boolean experiment, boolean snapshot) throws IOException {
        Path data = Files.createTempDirectory("leverframe-recovery");
        made = 0;
        try {
            int first = snapshot ? decisions - decisions / 10 : decisions;
            try (ForkedService service = start(data)) {
                configure(service, experiment);
                live(service, first);
                if (snapshot) {
                    service.stop(); // takes one
                }
            }
            if (snapshot) {
                try (ForkedService service = start(data)) {
                    live(service, decisions - first);
                }
            }
            measure(data, (experiment ? "experiment" : "thompson") + " | " + (snapshot ? "a tenth" : "all"));
        } finally {
            Directory.deleteAll(data);
        }
    }

    private void measure(Path data, String what) throws IOException {
        long bytes = Directory.bytes(data);
        long from = System.nanoTime();
        try (ForkedService service = start(data)) {
            double seconds = (System.nanoTime() - from) / 1e9;
            double cpuSeconds = service.process().info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
            Matcher said = RECOVERED.matcher(String.join("\n", service.log()));
            if (!said.find()) {
                throw new IllegalStateException("the domain was not recovered: " + service.log());
            }
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %,d | %.1f | %.1f | %.1f | %d |",
                    what,
                    Long.parseLong(said.group(1)),
                    Long.parseLong(said.group(2)) / 1e3,
                    seconds,
                    cpuSeconds,
                    bytes >> 20));
        }
    }

    /** Takes no snapshots but at an orderly end. */
    private ForkedService start(Path data) {
        return ForkedService.startJar(
                jar,
                OPTIONS,
                data,
                Map.of(
                        "LEVERFRAME_JOURNAL_SNAPSHOT_INTERVAL_S", "86400",
                        "ENABLE_EXPERIMENT_HARNESS", "1",
                        "ENABLE_RL_LINTS", "1"));
    }

    private static void configure(ForkedService service, boolean experiment) {
        String domain = "/v1/domains/bench";
        service.manage("PUT", domain, "{\"arms\": [\"modelA\", \"modelB\", \"modelC\"]}").expect(201);
        if (experiment) {
            service.manage("PUT", domain + "/experiments/e", """
                    {"variants": [{"variant": "control", "weight": 1, "policy": {"type": "thompson"}},
                     {"variant": "treatment", "weight": 1, "policy": {"type": "lin_ts_diag"}}]}""").expect(201);
        }
    }

    private void live(ForkedService service, int count) {
        for (int i = 0; i < count; i += BATCH) {
            batch(service, Math.min(BATCH, count - i));
        }
    }

    private void batch(ForkedService service, int size) {
        JsonArray requests = new JsonArray();
        JsonArray outcomes = new JsonArray();
        for (int i = 0; i < size; i++) {
            String id = "decision-" + made++;
            requests.add(new JsonObject().put("decision_id", id).put("key", "user-" + made % 5000).put("context", context()));
            outcomes.add(new JsonObject().put("decision_id", id).put("latency_ms", 200 + made % 1500).put("cost_usd", 0.002));
        }
        String path = "/v1/domains/bench/";
        service.post(path + "select/batch", new JsonObject().put("requests", requests).encode()).expect(200);
        service.post(path + "outcomes/batch", new JsonObject().put("outcomes", outcomes).encode()).expect(200);
    }

    private JsonObject context() {
        return new JsonObject()
                .put("prompt_tokens", made % 4000)
                .put("task", made % 3 == 0 ? "code" : "chat")
                .put("has_tools", made % 2 == 0);
    }
}
