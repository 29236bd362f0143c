package dev.leverframe.policy;

import dev.leverframe.model.FeatureVector;
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
    private static final int DIMENSIONS = 64;

    @Param({"2", "3", "10", "50"})
    public int arms;

    /** Of the widest deviation to the narrowest. */
    @Param({"1", "3", "10"})
    public double ratio;

    private final GaussianQuadrature quadrature = new GaussianQuadrature();
    private final double[][] means = new double[PROBLEMS][];
    private final double[][] deviations = new double[PROBLEMS][];
    private final FeatureVector[] contexts = new FeatureVector[PROBLEMS];
    private DiagonalRegression[] regressions = {};
    private int next;

    @Setup
    public void draw() {
        SplittableRandom random = new SplittableRandom(1);
        regressions = new DiagonalRegression[arms];
        for (int i = 0; i < PROBLEMS; i++) {
            means[i] = random.doubles(arms, 0.45, 0.55).toArray();
            deviations[i] =
                    random.doubles(arms).map(u -> 0.05 * Math.pow(ratio, -u)).toArray();
            contexts[i] = FeatureVector.dense(random.doubles(DIMENSIONS, -1, 1).toArray());
        }
        for (int arm = 0; arm < arms; arm++) {
            regressions[arm] = new DiagonalRegression(0.5, 1, 10);
            for (FeatureVector x : contexts) {
                regressions[arm].learn(x, random.nextDouble());
            }
        }
    }

    @Benchmark
    public double[] quadrature() {
        int i = next++ % PROBLEMS;
        return quadrature.probabilityOfBest(means[i], deviations[i]);
    }

    /** Mean and variance of every arm's score, as {@link LinTsDiag} finds them; the ratio does not matter. */
    @Benchmark
    public double dotProducts() {
        FeatureVector x = contexts[next++ % PROBLEMS];
        double sum = 0;
        for (DiagonalRegression regression : regressions) {
            sum += regression.predict(x, 1, 0.5) + Math.sqrt(regression.predictionVariance(x, 1, 0.1));
        }
        return sum;
    }
}
