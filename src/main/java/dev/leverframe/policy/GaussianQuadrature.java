package dev.leverframe.policy;

/**
 * The probabilities of Thompson sampling with independent normal scores: for each, that it is the largest.
 * Integrated rather than estimated from draws, because the reciprocal of an estimated propensity
 * is not unbiased for the reciprocal of the propensity (compare Jeunen, "Counterfactual Inference under Thompson
 * Sampling", RecSys 2025).
 *
 * <p>A score that beats the one with the highest mean with a probability below 5e-11 is never the largest and left out: a
 * difference of independent normals is normal. Of two that are left, the same difference has the answer in closed form. More
 * are integrated, over the logarithm of the distance y from an anchor below which there is no mass:
 *
 * <pre>
 *   anchor = max (m_j - 8 s_j)         v_j = (m_j - anchor) / s_j, at most 8         h = 0.7 / (sum of v_j^4)^(1/4)
 *   y_0 = max (m_j + 6.5 s_j) - anchor,   y_(k+1) = y_k e^-h
 *   P_i = sum over k of  h y_k F(y_k) r_i(y_k) / s_i         F: the product of all F_j,  r_i: f_i / F_i, see {@link NormalTable}
 * </pre>
 *
 * <p>Why the logarithm: where a score's distribution function still bends, at most 6.5 s_j above m_j, the distance from the anchor
 * is at most 14.5 s_j, as no score reaches farther below the anchor than the anchor's own. So a step in proportion to the distance
 * is fine enough for narrow and wide scores alike, and the number of nodes grows with the logarithm of the ratio of widths: about
 * 18 for equal widths, 25 to 40 at a ratio of 10. With one step everywhere, 50 scores need 150 at that ratio.
 *
 * <p>Why that h: the rule is the trapezoidal one, which converges exponentially for such integrands (Trefethen and Weideman, "The
 * Exponentially Convergent Trapezoidal Rule", 2014). At the mean of score j the step is {@code h v_j} deviations; scores of
 * about the same scale have about the same v and make the largest of them the narrower, the more they are, and wide ones beside
 * them have a small v. A fit to the largest step that is accurate enough gave the power of 1/4 and, within 10%, the rest.
 *
 * <p>Nodes are left out once F would be below 3e-10. As ln F is concave, it falls from node to node by at least e^-h of what it
 * fell by before: whether the next node is worth a look is known without it.
 *
 * <p>Measured against the same integral with an exact error function, another anchor and smaller steps: off by less than 2e-9 over
 * 4,000 random problems of 3 to 50 scores and ratios of widths up to 100, and over 1,000 of up to 200 scores and ratios up to
 * 1,000. In 95% of the 4,000 the sum misses 1 by more than the largest error, in the others by at most 5e-10 less than it, so
 * {@link #error} adds 1e-9. Where the sum misses 1 by more than 1e-6, which was not seen with so many scores, the step is halved.
 *
 * <p>Rejected: Gauss-Hermite nodes around each score, off by up to 0.07 where one score is a hundred times wider than
 * another, as the narrow one is then a step that the nodes straddle. What was tried for speed is in
 * {@code src/docs/performance.md}.
 *
 * <p>Not thread-safe: it works in arrays of its own, so that a decision allocates little else than its answer.
 */
final class GaussianQuadrature {
    private static final double REACH = NormalTable.HEIGHT;
    /** Of a score that is left out, at most: P(Z > 6.5). */
    private static final double CHANCE_LEFT_OUT = 5e-11;

    private static final double MASS_MIN = 3e-10;
    private static final double STEP = 0.7;
    private static final double SUM_ERROR_MAX = 1e-6;
    private static final int HALVINGS_MAX = 4;
    /** Three times as many as 4,000 scores need after all halvings: whatever the numbers are, there is an end. */
    private static final int NODES_MAX = 100_000;

    /** What may escape the sum: the table's errors, mass left out at both ends, errors of two scores that cancel. */
    private static final double UNSEEN_ERROR = 1e-9;
    /** A deviation of 0 is a point mass, which has no density: it is taken to be this part of the widest. */
    private static final double DEVIATION_MIN = 1e-9;

    private final double coarseness;
    private int[] active = {};
    private double[] m = {};
    private double[] s = {};
    /** A score's place in the table is {@code y * rate + offset}. */
    private double[] rates = {};

    private double[] offsets = {};
    private double[] ratios = {};
    private double[] masses = {};
    private final SolvedProblem solved = new SolvedProblem();
    private int size;
    private double anchor;
    private double top;
    private double error;

    GaussianQuadrature() {
        this(STEP);
    }

    /** @param coarseness takes the place of 0.7 in the formula of the first step */
    GaussianQuadrature(double coarseness) {
        this.coarseness = coarseness;
    }

    /**
     * @param means finite, at least one
     * @param deviations standard deviations, at least 0, finite; as many as means
     * @return probabilities in the same order, summing to 1; equal scores share equally. Not to be changed: the next call
     *     returns the same array where it comes to the same problem
     * @throws IllegalArgumentException if a number is not finite
     */
    double[] probabilityOfBest(double[] means, double[] deviations) {
        makeRoom(means.length);
        keepHopeful(means, deviations);
        double[] known = solved.find(means.length, size, active, m, s);
        if (known != null) {
            error = solved.error();
            return known;
        }
        double[] p = new double[means.length];
        solve(p);
        solved.remember(p, error, size, active, m, s);
        return p;
    }

    private void solve(double[] p) {
        error = CHANCE_LEFT_OUT * (p.length - size);
        switch (size) {
            case 1 -> p[active[0]] = 1;
            case 2 -> compareTwo(p);
            default -> integrate(p);
        }
    }

    /**
     * Error estimate of the last computation, no less than the largest error of a probability: how far their sum was from 1
     * before it was normalised, and 1e-9, if anything had to be integrated; and 5e-11 for each score that was left out.
     */
    double error() {
        return error;
    }

    private void makeRoom(int scores) {
        if (scores > m.length) {
            active = new int[scores];
            m = new double[scores];
            s = new double[scores];
            rates = new double[scores];
            offsets = new double[scores];
            ratios = new double[scores];
            masses = new double[scores];
        }
    }

    /**
     * Gathers the scores that may be the largest; means as distances below the best, as they keep their
     * digits around 0, and all in units of the widest deviation.
     */
    private void keepHopeful(double[] means, double[] deviations) {
        int leader = 0;
        double widest = 0;
        for (int i = 0; i < means.length; i++) {
            requireFinite(means[i], deviations[i]);
            leader = means[i] > means[leader] ? i : leader;
            widest = larger(widest, deviations[i]);
        }
        double perUnit = 1 / unit(means, means[leader], widest);
        double width = larger(deviations[leader] * perUnit, DEVIATION_MIN);
        size = 0;
        for (int i = 0; i < means.length; i++) {
            double below = (means[i] - means[leader]) * perUnit;
            double deviation = larger(deviations[i] * perUnit, DEVIATION_MIN);
            if (below * below <= REACH * REACH * (deviation * deviation + width * width)) {
                active[size] = i;
                m[size] = below;
                s[size++] = deviation;
            }
        }
    }

    private static void requireFinite(double mean, double deviation) {
        if (!(Math.abs(mean) <= Double.MAX_VALUE && Math.abs(deviation) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(
                    "a mean and its deviation must be finite, got " + mean + " and " + deviation);
        }
    }

    private static double unit(double[] means, double best, double widest) {
        double unit = widest;
        if (widest == 0) {
            for (double mean : means) {
                unit = larger(unit, best - mean);
            }
        }
        // Smaller ones have no finite reciprocal.
        return unit == 0 ? 1 : larger(unit, Double.MIN_NORMAL);
    }

    /** {@link Math#max} takes care of NaN and of the sign of 0, for several times as long. */
    private static double larger(double a, double b) {
        return a > b ? a : b;
    }

    private void compareTwo(double[] p) {
        double distance = (m[0] - m[1]) / Math.sqrt(s[0] * s[0] + s[1] * s[1]);
        p[active[0]] = NormalTable.exactCumulative(distance);
        p[active[1]] = NormalTable.exactCumulative(-distance);
    }

    private void integrate(double[] p) {
        findEnds();
        double step = coarseness / norm();
        double sum = overTrapezoids(step);
        for (int i = 0; i < HALVINGS_MAX && Math.abs(sum - 1) > SUM_ERROR_MAX; i++) {
            step /= 2;
            sum = overTrapezoids(step);
        }
        error += Math.abs(sum - 1) + UNSEEN_ERROR;
        for (int j = 0; j < size; j++) {
            p[active[j]] = masses[j] / sum;
        }
    }

    private void findEnds() {
        anchor = Double.NEGATIVE_INFINITY;
        top = Double.NEGATIVE_INFINITY;
        for (int j = 0; j < size; j++) {
            anchor = larger(anchor, m[j] - NormalTable.DEPTH * s[j]);
            top = larger(top, m[j] + REACH * s[j]);
        }
    }

    /** Of the v_j, and on the way where in the table each score begins. */
    private double norm() {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            double precision = 1 / s[j];
            double v = (m[j] - anchor) * precision;
            rates[j] = precision * NormalTable.PER_UNIT;
            offsets[j] = (NormalTable.DEPTH - v) * NormalTable.PER_UNIT;
            double squared = v > 0 ? v * v : 0;
            sum += squared * squared;
        }
        return Math.sqrt(Math.sqrt(sum));
    }

    /** @return the sum of the masses, which is 1 but for errors */
    private double overTrapezoids(double step) {
        for (int j = 0; j < size; j++) {
            masses[j] = 0;
            ratios[j] = 0;
        }
        double shrink = Math.exp(-step);
        double y = top - anchor;
        double before = 1;
        double product = 1;
        double weight = 0;
        for (int k = 0; k < NODES_MAX && product * product >= MASS_MIN * before; k++) {
            before = product;
            product = visit(y, weight);
            weight = product * y;
            y *= shrink;
        }
        double sum = 0;
        for (int j = 0; j < size; j++) {
            masses[j] = (masses[j] + weight * ratios[j]) * rates[j] * step / NormalTable.PER_UNIT;
            sum += masses[j];
        }
        return sum;
    }

    /**
     * Goes through the scores at a node, and adds what the node before was worth: one loop instead of two.
     *
     * @return F at y
     */
    private double visit(double y, double weightBefore) {
        double product = 1;
        for (int j = 0; j < size; j++) {
            masses[j] += weightBefore * ratios[j];
            double place = y * rates[j] + offsets[j];
            if (place < NormalTable.PLACES) {
                product *= NormalTable.cumulative(place);
                ratios[j] = NormalTable.ratio(place);
            } else {
                ratios[j] = 0;
            }
        }
        return product;
    }
}
