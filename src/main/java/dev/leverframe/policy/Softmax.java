package dev.leverframe.policy;

import dev.leverframe.model.Distribution;
import dev.leverframe.model.PolicySpec;
import java.util.Arrays;

/**
 * Boltzmann exploration (Sutton, "Integrated Architectures for Learning, Planning, and Reacting Based on Approximating
 * Dynamic Programming", 1990).
 *
 * <pre>
 *   P(a) = exp((mean(a) - best mean) / tau) / sum over b of exp((mean(b) - best mean) / tau)
 * </pre>
 *
 * A baseline: the temperature tau is constant, because every monotone schedule of it is suboptimal on some bandit
 * (Cesa-Bianchi, Gentile, Lugosi and Neu, "Boltzmann Exploration Done Right", 2017). Deviation: none; the best mean is taken
 * off first so that no exponential overflows.
 */
final class Softmax extends MeansPolicy {
    private final double temperature;

    Softmax(PolicySpec spec) {
        super(spec);
        temperature = spec.number("temperature");
    }

    @Override
    public Distribution distribution(Candidates candidates) {
        return Distribution.of(probabilities(scores(candidates), temperature));
    }

    static double[] probabilities(double[] means, double temperature) {
        double best = Arrays.stream(means).max().orElseThrow();
        double[] p = new double[means.length];
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            p[i] = Math.exp((means[i] - best) / temperature);
            sum += p[i];
        }
        for (int i = 0; i < p.length; i++) {
            p[i] /= sum;
        }
        return p;
    }
}
