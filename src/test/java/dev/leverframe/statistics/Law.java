package dev.leverframe.statistics;

import java.util.SplittableRandom;

/** Where outcomes come from. */
@FunctionalInterface
public interface Law {
    double draw(SplittableRandom random);

    /** 1 with probability {@code p}, else 0. */
    static Law bernoulli(double p) {
        return random -> random.nextDouble() < p ? 1 : 0;
    }

    /** Beta(a, b) for whole a and b: the a-th smallest of a + b - 1 uniform numbers. */
    static Law beta(int a, int b) {
        return random ->
                random.doubles(a + b - 1L).sorted().skip(a - 1L).findFirst().orElseThrow();
    }

    /** A latency: median 1, heavy to the right. */
    static Law logNormal() {
        return random -> Math.exp(random.nextGaussian());
    }
}
