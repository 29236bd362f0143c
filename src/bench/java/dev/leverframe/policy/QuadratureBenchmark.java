package dev.leverframe.policy;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
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

/** The quadrature alone, beside the dot products of a diagonal regression that feed it, with every arm still in the race. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class QuadratureBenchmark {
    private static final int PROBLEMS = 64;

    @Param({"2", "3", "10", "50"})
    public int arms;

    /** Of the widest deviation to the narrowest. */
    @Param({"1", "3", "10"})
    public double ratio;

    private final GaussianQuadrature quadrature = new GaussianQuadrature();
    private final double[][] means = new double[PROBLEMS][];
    private final double[][] deviations = new double[PROBLEMS][];
    private int next;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < PROBLEMS; i++) {
            means[i] = random.doubles(arms, 0.45, 0.55).toArray();
            deviations[i] =
                    random.doubles(arms).map(u -> 0.05 * Math.pow(ratio, -u)).toArray();
        }
    }

    @Benchmark
    public double[] quadrature() {
        int i = next++ % PROBLEMS;
        return quadrature.probabilityOfBest(means[i], deviations[i]);
    }
}
