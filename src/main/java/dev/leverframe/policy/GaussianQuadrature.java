package dev.leverframe.policy;

/**
 * The probabilities of Thompson sampling with independent normal scores: for each, that it is the largest
 * ({@link BestOfMany}). Integrated rather than estimated from draws, because the reciprocal of an estimated propensity
 * is not unbiased for the reciprocal of the propensity (compare Jeunen, "Counterfactual Inference under Thompson
 * Sampling", RecSys 2025).
 *
 * <p>A score that beats the one with the highest mean with a probability below 1e-13 is never the largest and left out: a
 * difference of independent normals is normal. Of two that are left, the same difference has the answer in closed form. More
 * are integrated. All of the mass lies between the highest of the lower ends {@code m - 7.5 s} and the highest of the upper
 * ends. The interval is covered by whichever takes fewer nodes: a trapezoidal rule with half the smallest deviation as its
 * step, which converges exponentially for such integrands (Trefethen and Weideman, "The Exponentially Convergent Trapezoidal
 * Rule", 2014), or 8-point Gauss-Legendre panels between the points {@code m + {0, 2.5, 5, 7.5} s} to either side. Where the
 * sum misses 1 by more than 1e-6, trapezoids of half the width follow, and then 16-point panels. Densities and distribution functions come from {@link NormalTable}.
 *
 * <p>Rejected: Gauss-Hermite nodes around each score, off by up to 0.07 where one score is a hundred times wider than
 * another, as the narrow one is then a step that the nodes straddle.
 *
 * <p>Not thread-safe: it works in arrays of its own, so that a decision allocates little else than its answer.
 */
final class GaussianQuadrature {
    private static final double REACH = 7.5;
    private static final double[] KNOTS = {-7.5, -5, -2.5, 0, 2.5, 5, 7.5};
    private static final double ERROR_MAX = 1e-6;
    private static final double TRAPEZOID_STEP = 0.5;
    private static final int STEPS_FEW = 48;
    private static final double NARROWEST_PANEL = 0.7;
    /** A deviation of 0 is a point mass, which has no density: it is taken to be this part of the widest. */
    private static final double DEVIATION_MIN = 1e-9;

    private int[] active = {};
    private double[] m = {};
    private double[] s = {};
    private double[] densities = {};
    private double[] cumulatives = {};
    private BestOfMany best = new BestOfMany(0);
    private int size;
    private double error;

    /**
     * @param means finite, at least one
     * @param deviations standard deviations, at least 0, finite; as many as means
     * @return probabilities in the same order, summing to 1; equal scores share equally
     */
    double[] probabilityOfBest(double[] means, double[] deviations) {
        makeRoom(means.length);
        keepHopeful(means, deviations);
        double[] p = new double[means.length];
        error = 0;
        switch (size) {
            case 1 -> p[active[0]] = 1;
            case 2 -> compareTwo(p);
            default -> integrate(p);
        }
        return p;
    }

    /** Error estimate of the last computation: how far its sum was from 1 before it was normalised. */
    double error() {
        return error;
    }

    private void makeRoom(int scores) {
        if (scores > m.length) {
            active = new int[scores];
            m = new double[scores];
            s = new double[scores];
            densities = new double[scores];
            cumulatives = new double[scores];
        }
    }

    /** Gathers the scores that may be the largest; means as distances below the best, around 0 they keep their digits. */
    private void keepHopeful(double[] means, double[] deviations) {
        int leader = 0;
        for (int i = 1; i < means.length; i++) {
            leader = means[i] > means[leader] ? i : leader;
        }
        double least = DEVIATION_MIN * scale(means, deviations, means[leader]);
        double width = Math.max(deviations[leader], least);
        size = 0;
        for (int i = 0; i < means.length; i++) {
            double below = means[i] - means[leader];
            double deviation = Math.max(deviations[i], least);
            if (below * below <= REACH * REACH * (deviation * deviation + width * width)) {
                active[size] = i;
                m[size] = below;
                s[size++] = deviation;
            }
        }
    }

    private static double scale(double[] means, double[] deviations, double best) {
        double widest = 0;
        double farthest = 0;
        for (int i = 0; i < means.length; i++) {
            widest = Math.max(widest, deviations[i]);
            farthest = Math.max(farthest, best - means[i]);
        }
        return widest > 0 ? widest : farthest > 0 ? farthest : 1;
    }

    private void compareTwo(double[] p) {
        double distance = (m[0] - m[1]) / Math.sqrt(s[0] * s[0] + s[1] * s[1]);
        p[active[0]] = NormalTable.exactCumulative(distance);
        p[active[1]] = NormalTable.exactCumulative(-distance);
    }

    private void integrate(double[] p) {
        double lo = Double.NEGATIVE_INFINITY;
        double hi = Double.NEGATIVE_INFINITY;
        double narrowest = Double.POSITIVE_INFINITY;
        for (int j = 0; j < size; j++) {
            lo = Math.max(lo, m[j] - REACH * s[j]);
            hi = Math.max(hi, m[j] + REACH * s[j]);
            narrowest = Math.min(narrowest, s[j]);
        }
        overFewestNodes(lo, hi, narrowest);
        if (best.error() > ERROR_MAX) {
            overPanels(panels(lo, hi, narrowest), GaussLegendre.SIXTEEN);
        }
        error = best.error();
        for (int j = 0; j < size; j++) {
            p[active[j]] = best.normalised(j);
        }
    }

    /** Below {@value #STEPS_FEW} trapezoids there is no need to find out how many panels there would be. */
    private void overFewestNodes(double lo, double hi, double narrowest) {
        double steps = Math.ceil((hi - lo) / (TRAPEZOID_STEP * narrowest));
        Panels panels = steps <= STEPS_FEW ? null : panels(lo, hi, narrowest);
        if (panels == null || steps < panels.count() * GaussLegendre.EIGHT.size()) {
            overTrapezoids(lo, hi, (int) steps);
            if (best.error() > ERROR_MAX) {
                overTrapezoids(lo, hi, 2 * (int) steps);
            }
        } else {
            overPanels(panels, GaussLegendre.EIGHT);
        }
    }

    private Panels panels(double lo, double hi, double narrowest) {
        return new Panels(knots(), lo, hi, NARROWEST_PANEL * narrowest);
    }

    private double[] knots() {
        double[] knots = new double[size * KNOTS.length];
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < KNOTS.length; k++) {
                knots[j * KNOTS.length + k] = m[j] + KNOTS[k] * s[j];
            }
        }
        return knots;
    }

    private void overTrapezoids(double lo, double hi, int steps) {
        start();
        double step = (hi - lo) / steps;
        for (int i = 0; i <= steps; i++) {
            add(lo + i * step, i == 0 || i == steps ? step / 2 : step);
        }
    }

    private void overPanels(Panels panels, GaussLegendre rule) {
        start();
        for (int panel = 0; panel < panels.count(); panel++) {
            double half = panels.halfWidth(panel);
            for (int i = 0; i < rule.size(); i++) {
                add(panels.middle(panel) + half * rule.node(i), half * rule.weight(i));
            }
        }
    }

    private void start() {
        if (best.size() == size) {
            best.clear();
        } else {
            best = new BestOfMany(size);
        }
    }

    private void add(double z, double weight) {
        for (int j = 0; j < size; j++) {
            NormalTable.fill((z - m[j]) / s[j], densities, cumulatives, j);
            densities[j] /= s[j];
        }
        best.add(weight, densities, cumulatives);
    }
}
