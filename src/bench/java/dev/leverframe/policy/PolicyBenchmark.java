package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.FeatureVector;
import dev.leverframe.model.PolicySpec;
import dev.leverframe.model.PolicyType;
import dev.leverframe.model.Worded;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Select and update of every policy. Each has learned 30 rewards an arm that lie close together, so that all arms are still in
 * the race, which is the dearest case; contexts are dense. An update is always followed by a select, so that nothing is answered
 * from a cache.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class PolicyBenchmark {
    private static final int CONTEXTS = 256;
    private static final int REWARDS_AN_ARM = 30;

    @Param({
        "epsilon_greedy",
        "ucb1",
        "kl_ucb",
        "thompson",
        "gaussian_thompson",
        "square_cb",
        "lin_ucb",
        "lin_ts_diag",
        "lin_ts_full"
    })
    public String type = "";

    @Param({"3", "10", "50"})
    public int arms;

    @Param({"16", "64", "256"})
    public int d;

    private Policy policy = Policies.create(PolicySpec.of(PolicyType.UCB1));
    private final FeatureVector[] contexts = new FeatureVector[CONTEXTS];
    private final double[] rewards = new double[CONTEXTS];
    private int[] candidates = {};
    private int next;

    @Setup
    public void learnSomething() {
        SplittableRandom random = new SplittableRandom(1);
        policy = Policies.create(PolicySpec.of(
                Worded.parse(PolicyType.class, type).orElseThrow()));
        candidates = IntStream.range(0, arms).toArray();
        for (int i = 0; i < CONTEXTS; i++) {
            double[] x = random.doubles(d, -1, 1).toArray();
            x[0] = 1;
            contexts[i] = FeatureVector.dense(x);
            rewards[i] = 0.4 + 0.2 * random.nextDouble();
        }
        for (int i = 0; i < REWARDS_AN_ARM * arms; i++) {
            policy.learn("d", contexts[i % CONTEXTS], i % arms, rewards[random.nextInt(CONTEXTS)]);
        }
    }

    @Benchmark
    public Distribution select() {
        return policy.distribution(contexts[next++ % CONTEXTS], candidates);
    }

    @Benchmark
    public Distribution updateAndSelect() {
        int i = next++;
        policy.learn("d", contexts[i % CONTEXTS], i % arms, rewards[i % CONTEXTS]);
        return policy.distribution(contexts[(i + 7) % CONTEXTS], candidates);
    }
}
