package dev.leverframe.demo;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Asks for a decision, looks up what the arm brings, and reports it, step by step. Each connection reports before it asks
 * again; with one connection, a run on an idle service is the same for the same seed.
 */
final class Replay {
    private final ServiceClient client;
    private final Dataset data;
    private final long seed;
    private final int connections;

    /**
     * @param seed part of every decision's id, and with it of every draw
     * @param connections how many steps are in the air at most, at least 1
     */
    Replay(ServiceClient client, Dataset data, long seed, int connections) {
        this.client = client;
        this.data = data;
        this.seed = seed;
        this.connections = connections;
    }

    /** The id of a step's decision. */
    String decisionId(int step) {
        return "demo-" + seed + "-" + step;
    }

    /** Replays the steps from one (inclusive) to another (exclusive); in order of the steps, what became of them. */
    List<Served> run(int from, int to, Progress progress) {
        Served[] served = new Served[to - from];
        AtomicInteger next = new AtomicInteger(from);
        Callable<Boolean> lane = () -> {
            for (int i = next.getAndIncrement(); i < to; i = next.getAndIncrement()) {
                served[i - from] = serve(i);
                progress.step();
            }
            return true;
        };
        runAll(Collections.nCopies(connections, stopping(lane, next, to)));
        return Arrays.asList(served);
    }

    private Served serve(int i) {
        Step step = data.steps().get(i);
        JsonObject decision = client.select(
                data.domain(),
                new JsonObject().put("decision_id", decisionId(i)).put("context", step.context()));
        int arm = data.arms().indexOf(decision.getString("arm"));
        JsonObject receipt =
                client.outcome(data.domain(), step.of(arm).report().copy().put("decision_id", decisionId(i)));
        if (!"recorded".equals(receipt.getString("status"))) {
            throw new DemoException("the outcome of " + decisionId(i) + " must be recorded, got " + receipt.encode());
        }
        return new Served(step, arm, decision.getString("variant", Served.CORE));
    }

    /** What fails on one connection ends the work of the others. */
    private static Callable<Boolean> stopping(Callable<Boolean> lane, AtomicInteger next, int to) {
        return () -> {
            try {
                return lane.call();
            } finally {
                next.set(to);
            }
        };
    }

    private static void runAll(List<Callable<Boolean>> lanes) {
        ExecutorService threads = Executors.newFixedThreadPool(lanes.size());
        try {
            for (Future<Boolean> lane : threads.invokeAll(lanes)) {
                lane.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoException("interrupted", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof DemoException known
                    ? known
                    : new DemoException("replay failed", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
