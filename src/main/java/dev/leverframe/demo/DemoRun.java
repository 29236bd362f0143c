package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** One run against a service that is there: half in shadow, half active, then the figures. */
final class DemoRun {
    private final ServiceClient client;
    private final URI data;
    private final URI management;
    private final Dataset dataset;
    private final Replay replay;
    private final DemoExperiment experiment;
    private final Report report;
    private final PrintWriter out;

    /**
     * @param data base of the data plane; likewise {@code management}
     * @param seed part of every decision's id
     * @param connections how many decisions are in the air at most
     */
    DemoRun(URI data, URI management, Dataset dataset, long seed, int connections, PrintWriter out) {
        this.client = new ServiceClient(data, management);
        this.data = data;
        this.management = management;
        this.dataset = dataset;
        this.replay = new Replay(client, dataset, seed, connections);
        this.experiment = new DemoExperiment(client, dataset);
        this.report = new Report(dataset);
        this.out = out;
    }

    /** Whether the service's sums are the client's. */
    boolean run() {
        print(dataset.introduction());
        try (FlagSwitch flags = FlagSwitch.on(client)) {
            flags.switched().forEach(flag -> out.println("Flag " + flag + " was off; it is on until the demo ends."));
            return replayBothHalves();
        }
    }

    private boolean replayBothHalves() {
        int steps = dataset.steps().size();
        experiment.setUp();
        List<Served> shadow = phase("shadow", 0, steps / 2);
        JsonObject shadowStats = experiment.stats();
        experiment.activate();
        List<Served> active = phase("active", steps / 2, steps);
        JsonObject stats = experiment.stats();

        Scoreboard board = new Scoreboard(dataset, active);
        new Scoreboard(dataset, shadow).deciders().values().forEach(core -> print(report.shadow(shadowStats, core)));
        print(report.active(board));
        boolean agrees = reconcile(stats, shadow, active, board);
        print(new Findings(dataset, board, shadowStats).sentences());
        print(whereToLook());
        return agrees;
    }

    private List<Served> phase(String phase, int from, int to) {
        try (Progress progress = Progress.of(phase, to - from, out)) {
            return replay.run(from, to, progress);
        }
    }

    private boolean reconcile(JsonObject stats, List<Served> shadow, List<Served> active, Scoreboard board) {
        List<Served> all = new ArrayList<>(shadow);
        all.addAll(active);
        Reconciliation sums = new Reconciliation()
                .arms(stats, new Scoreboard(dataset, all).arms())
                .variants(stats, board.deciders());
        if (sums.differences().isEmpty()) {
            print(List.of("Checked: pulls and reward sums of all " + sums.compared()
                    + " arms and variants are the same here and in the service's stats."));
            return true;
        }
        out.println("MISMATCH between this client and the service:");
        print(sums.differences());
        return false;
    }

    private List<String> whereToLook() {
        return List.of(
                "Where to look next:",
                "  curl -s '" + management.resolve("/v1/stats?domain=" + dataset.domain()) + "'",
                "  curl -s " + management.resolve(experiment.path()),
                "  curl -s " + management.resolve("/metrics") + " | grep " + dataset.domain(),
                "  curl -s -H 'content-type: application/json' -d '{}' '"
                        + data.resolve(experiment.domainPath() + "/select?explain=true") + "'",
                "  and in a browser: " + management.resolve("/"));
    }

    private void print(List<String> lines) {
        out.println();
        lines.forEach(out::println);
        out.flush();
    }
}
