package dev.leverframe.policy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.numbers.gamma.Erfc;

/**
 * The probabilities of Thompson sampling with independent normal scores: for each, that it is the largest
 * ({@link BestOfMany}). Integrated rather than estimated from draws, because the reciprocal of an estimated propensity
 * is not unbiased for the reciprocal of the propensity (compare Jeunen, "Counterfactual Inference under Thompson
 * Sampling", RecSys 2025).
 *
 * <p>All of the mass lies between the highest of the lower ends {@code m - 7.5 s} and the highest of the upper ends; a
 * score whose upper end is below that is never the largest (its probability is below 1e-13). The interval is covered by
 * whichever takes fewer nodes: a trapezoidal rule with half the smallest deviation as its step, which converges
 * exponentially for such integrands (Trefethen and Weideman, "The Exponentially Convergent Trapezoidal Rule", 2014), or
 * 8-point Gauss-Legendre panels between the points {@code m + {0, 2.5, 5, 7.5} s} to either side. Where the sum misses
 * 1 by more than 1e-6, 16-point panels follow.
 *
 * <p>Rejected: Gauss-Hermite nodes around each score, off by up to 0.07 where one score is a hundred times wider than
 * another, as the narrow one is then a step that the nodes straddle.
 */
final class GaussianQuadrature {
    private static final double REACH = 7.5;
    private static final double[] KNOTS = {-7.5, -5, -2.5, 0, 2.5, 5, 7.5};
    private static final double ERROR_MAX = 1e-6;
    private static final double TRAPEZOID_STEP = 0.5;
    private static final double NARROWEST_PANEL = 0.7;
    /** A deviation of 0 is a point mass, which has no density: it is taken to be this part of the widest. */
    private static final double DEVIATION_MIN = 1e-9;
    /** Beyond as many deviations the normal distribution function is 1 in double precision. */
    private static final double ONE_BEYOND = 8.3;

    private static final double SQRT_HALF = Math.sqrt(0.5);
    private static final double DENSITY_AT_ZERO = 1 / Math.sqrt(2 * Math.PI);

    private double error;

    /**
     * @param means finite, at least one
     * @param deviations standard deviations, at least 0, finite; as many as means
     * @return probabilities in the same order, summing to 1; equal scores share equally
     */
    double[] probabilityOfBest(double[] means, double[] deviations) {
        double[] m = belowBest(means);
        double[] s = widened(deviations, m);
        double lo = highestEnd(m, s, -REACH);
        int[] active = IntStream.range(0, m.length)
                .filter(j -> m[j] + REACH * s[j] > lo)
                .toArray();
        double[] p = new double[m.length];
        double[] best = active.length == 1 ? certain() : integrate(pick(m, active), pick(s, active), lo);
        for (int i = 0; i < active.length; i++) {
            p[active[i]] = best[i];
        }
        return p;
    }

    /** Error estimate of the last computation: how far its sum was from 1 before it was normalised. */
    double error() {
        return error;
    }

    private double[] certain() {
        error = 0;
        return new double[] {1};
    }

    /** Only differences matter, and around 0 they keep their digits. */
    private static double[] belowBest(double[] means) {
        double best = Arrays.stream(means).max().orElseThrow();
        return Arrays.stream(means).map(mean -> mean - best).toArray();
    }

    private static double[] widened(double[] deviations, double[] m) {
        double widest = Arrays.stream(deviations).max().orElseThrow();
        double farthest = -Arrays.stream(m).min().orElseThrow();
        double scale = widest > 0 ? widest : farthest > 0 ? farthest : 1;
        return Arrays.stream(deviations)
                .map(s -> Math.max(s, DEVIATION_MIN * scale))
                .toArray();
    }

    private static double highestEnd(double[] m, double[] s, double reach) {
        return IntStream.range(0, m.length)
                .mapToDouble(j -> m[j] + reach * s[j])
                .max()
                .orElseThrow();
    }

    private static double[] pick(double[] values, int[] indices) {
        return Arrays.stream(indices).mapToDouble(i -> values[i]).toArray();
    }

    private double[] integrate(double[] m, double[] s, double lo) {
        double hi = highestEnd(m, s, REACH);
        double narrowest = Arrays.stream(s).min().orElseThrow();
        Panels panels = new Panels(knots(m, s), lo, hi, NARROWEST_PANEL * narrowest);
        double steps = Math.ceil((hi - lo) / (TRAPEZOID_STEP * narrowest));
        BestOfMany best = steps < panels.count() * GaussLegendre.EIGHT.size()
                ? trapezoid(m, s, lo, hi, (int) steps)
                : overPanels(m, s, panels, GaussLegendre.EIGHT);
        if (best.error() > ERROR_MAX) {
            best = overPanels(m, s, panels, GaussLegendre.SIXTEEN);
        }
        error = best.error();
        return best.normalised();
    }

    private static double[] knots(double[] m, double[] s) {
        double[] knots = new double[m.length * KNOTS.length];
        for (int j = 0; j < m.length; j++) {
            for (int k = 0; k < KNOTS.length; k++) {
                knots[j * KNOTS.length + k] = m[j] + KNOTS[k] * s[j];
            }
        }
        return knots;
    }

    private static BestOfMany trapezoid(double[] m, double[] s, double lo, double hi, int steps) {
        Integrand integrand = new Integrand(m, s);
        double step = (hi - lo) / steps;
        for (int i = 0; i <= steps; i++) {
            integrand.add(lo + i * step, i == 0 || i == steps ? step / 2 : step);
        }
        return integrand.best;
    }

    private static BestOfMany overPanels(double[] m, double[] s, Panels panels, GaussLegendre rule) {
        Integrand integrand = new Integrand(m, s);
        for (int panel = 0; panel < panels.count(); panel++) {
            double half = panels.halfWidth(panel);
            for (int i = 0; i < rule.size(); i++) {
                integrand.add(panels.middle(panel) + half * rule.node(i), half * rule.weight(i));
            }
        }
        return integrand.best;
    }

    /** Densities and distribution functions of the scores at one node after another. */
    private static final class Integrand {
        final BestOfMany best;
        private final double[] m;
        private final double[] s;
        private final double[] densities;
        private final double[] cumulatives;

        Integrand(double[] m, double[] s) {
            this.m = m;
            this.s = s;
            best = new BestOfMany(m.length);
            densities = new double[m.length];
            cumulatives = new double[m.length];
        }

        void add(double z, double weight) {
            for (int j = 0; j < m.length; j++) {
                double t = (z - m[j]) / s[j];
                boolean beyond = t > ONE_BEYOND;
                densities[j] = beyond ? 0 : DENSITY_AT_ZERO * Math.exp(-t * t / 2) / s[j];
                cumulatives[j] = beyond ? 1 : 0.5 * Erfc.value(-t * SQRT_HALF);
            }
            best.add(weight, densities, cumulatives);
        }
    }
}
