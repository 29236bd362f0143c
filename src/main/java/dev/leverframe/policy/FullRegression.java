package dev.leverframe.policy;

import dev.leverframe.model.FeatureVector;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Bayesian linear regression of one arm's reward with the full covariance of the coefficients and a noise variance that has
 * an inverse-gamma posterior (Bishop, "Pattern Recognition and Machine Learning", 2006, section 3.3; Gelman et al.,
 * "Bayesian Data Analysis", 3rd edition 2013, section 14.2). Precisions are in units of the noise's.
 *
 * <pre>
 *   A = lambda I + sum x x'       b = sum x (r - m_0 x_0)       coefficients m_0 (1, 0, ..) + A^-1 b
 *   S = b_0 + sum e^2 / (2 (1 + x' A^-1 x)), e and A before the observation       noise = S / (a_0 + n / 2)
 * </pre>
 *
 * A position of the sparse contexts gets a row of A when it is first seen, so that an arm costs O(u^2) for the u positions it
 * has met, whatever the dimension. Those that come after the first {@code dimensionMax} are ignored and counted. The
 * coefficients are solved for when they are next asked for ({@link Cholesky}).
 *
 * <p>Keeping a part g of what was learned takes the posterior back towards the prior, in natural parameters:
 *
 * <pre>
 *   A = g A + (1 - g) lambda I       b = g b       S, n = g S, g n       m = g m + (1 - g) m_now
 *   coefficients m_0 (1, 0, ..) + A^-1 (b + lambda (m - m_0) (1, 0, ..))
 * </pre>
 *
 * m, at first m_0, is what the constant's coefficient goes back to; m_0 stays, as b is relative to it. What is added to A has
 * full rank: O(u^3).
 */
final class FullRegression {
    /** A product of two features is at most 1e12 and rewards 1: 2^53 observations stay below this, with room for an arm. */
    static final double MAGNITUDE_MAX = 1e30;

    private static final int SCALARS = 4;

    private final RegressionPrior prior;
    private final double intercept;
    private double start;
    private Rows rows = new Rows();
    private Cholesky precision = new Cholesky();
    private double[] b = {};
    private double[] coefficients = {};
    private double[] scratch = {};
    private boolean solved = true;
    private double surprise;
    private double learned;
    private long ignored;

    /** @param intercept prior mean of the constant's coefficient (m_0); that of the others is 0 */
    FullRegression(RegressionPrior prior, double intercept) {
        this.prior = prior;
        this.intercept = intercept;
        start = intercept;
    }

    /** Mean of the prediction. */
    double predict(FeatureVector x) {
        solve();
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            Integer row = rows.of(x.position(i));
            sum += x.value(i) * (row == null ? 0 : coefficients[row]);
        }
        return sum + offset(x);
    }

    private double offset(FeatureVector x) {
        // Once it has a row, what the constant goes back to is in its coefficient.
        double mean = start == intercept || rows.of(0) != null ? intercept : start;
        return x.size() > 0 && x.position(0) == 0 ? mean * x.value(0) : 0;
    }

    private void solve() {
        if (!solved) {
            coefficients = b.clone();
            Integer constant = rows.of(0);
            if (constant != null) {
                coefficients[constant] += prior.precision() * (start - intercept);
            }
            precision.solveLower(coefficients);
            precision.solveUpper(coefficients);
            solved = true;
        }
    }

    /** {@code x' A^-1 x}: variance of the prediction in units of the noise variance. */
    double spread(FeatureVector x) {
        double unseen = fill(x);
        precision.solveLower(scratch);
        double sum = rows.size() < prior.dimensionMax() ? unseen / prior.precision() : 0;
        for (int i = 0; i < precision.size(); i++) {
            sum += scratch[i] * scratch[i];
        }
        return sum;
    }

    /** Writes x into the scratch, row by row; the sum of squares of what has no row. */
    private double fill(FeatureVector x) {
        Arrays.fill(scratch, 0);
        double unseen = 0;
        for (int i = 0; i < x.size(); i++) {
            Integer row = rows.of(x.position(i));
            if (row == null) {
                unseen += x.value(i) * x.value(i);
            } else {
                scratch[row] = x.value(i);
            }
        }
        return unseen;
    }

    /** @param guess of the noise variance before any reward */
    double noiseVariance(double guess) {
        double shape = prior.noiseCount() / 2;
        return prior.learnsNoise() ? (shape * guess + surprise) / (shape + learned / 2.0) : guess;
    }

    void learn(FeatureVector x, double reward) {
        learn(x, reward, 1, null);
    }

    /**
     * Features whose squares overflow a double are left out with their reward: they would leave no number behind.
     *
     * @param weight of the observation, positive
     * @param part of a window that the observation is also added to; null: there is none
     */
    void learn(FeatureVector x, double reward, double weight, @Nullable Scatter part) {
        double residual = reward - predict(x);
        double total = 1 + spread(x);
        if (Double.isFinite(total) && Double.isFinite(residual * residual)) {
            for (int i = 0; i < x.size(); i++) {
                row(x.position(i));
            }
            fill(x);
            double target = reward - offset(x);
            double surpriseOfIt = residual * residual / (2 * total);
            if (part != null) {
                part.add(scratch, rows.size(), target, surpriseOfIt);
            }
            updateByScratch(target, weight);
            surprise += weight * surpriseOfIt;
            learned += weight;
        }
    }

    private void updateByScratch(double target, double weight) {
        double root = Math.sqrt(weight);
        for (int i = 0; i < precision.size(); i++) {
            b[i] += weight * scratch[i] * target;
            scratch[i] *= root;
        }
        precision.add(scratch);
        solved = false;
    }

    /** Keeps this part of what was learned, in [0, 1]; what the constant goes back to is left to {@link #startAt}. */
    void fade(double part) {
        precision.blend(part, prior.precision());
        for (int i = 0; i < precision.size(); i++) {
            b[i] *= part;
        }
        surprise *= part;
        learned *= part;
        solved = false;
    }

    /** Has learned what these sums tell, and nothing else; its rows stay. */
    void rebuild(Scatter sums) {
        double[] products = sums.products(rows.size());
        for (int row = 0; row < rows.size(); row++) {
            products[Cholesky.start(row) + row] += prior.precision();
        }
        precision = Cholesky.of(products, rows.size(), prior.precision());
        b = sums.b(rows.size());
        scratch = new double[rows.size()];
        surprise = sums.surprise();
        learned = sums.learned();
        solved = false;
    }

    /** Sets what the constant's coefficient goes back to. */
    void startAt(double mean) {
        solved &= start == mean;
        start = mean;
    }

    double start() {
        return start;
    }

    /**
     * A copy with the same coefficients that knows no more than so many observations tell: the same part is kept of the
     * precision that the prior did not have, and of what tells the noise.
     */
    FullRegression discounted(double observations) {
        solve();
        FullRegression copy = copy();
        double part = keptOf(observations);
        if (part < 1) {
            copy.fade(part);
            copy.b = coefficients.clone();
            copy.precision.multiply(copy.b);
            Integer constant = rows.of(0);
            if (constant != null) {
                copy.b[constant] -= prior.precision() * (start - intercept);
            }
        }
        return copy;
    }

    /** The part of what was learned that is worth so many observations at most. */
    double keptOf(double observations) {
        return learned > observations ? observations / learned : 1;
    }

    /** One to go on with on its own. */
    FullRegression copy() {
        FullRegression copy = new FullRegression(prior, intercept);
        copy.start = start;
        copy.surprise = surprise;
        copy.learned = learned;
        copy.take(rows.copy(), precision.toArray(), Arrays.copyOf(b, rows.size()));
        return copy;
    }

    private void row(int position) {
        if (rows.of(position) == null && rows.size() >= prior.dimensionMax()) {
            ignored++;
        } else if (rows.of(position) == null) {
            int row = rows.size();
            rows.add(position);
            b = ArmArrays.grown(b, row);
            scratch = ArmArrays.grown(scratch, row);
            precision.grow(prior.precision());
        }
    }

    Cholesky precision() {
        return precision;
    }

    /** How many features were ignored because there was no row left for them. */
    long ignored() {
        return ignored;
    }

    /** Whether the numbers can have been learned: none out of all proportion, the noise not negative, the matrix definite. */
    boolean isSound() {
        boolean sound = Math.abs(intercept) <= MAGNITUDE_MAX && Math.abs(start) <= MAGNITUDE_MAX;
        sound &= surprise >= 0 && surprise <= MAGNITUDE_MAX && learned >= 0 && learned <= Flaws.COUNT_MAX;
        for (int i = 0; i < precision.size(); i++) {
            sound &= Math.abs(b[i]) <= MAGNITUDE_MAX;
        }
        return sound && precision.isDefinite(prior.precision(), MAGNITUDE_MAX);
    }

    /** Keeps everything under names that end in this. */
    void keep(Memory.Builder memory, String suffix) {
        memory.put("positions" + suffix, rows.toArray());
        memory.put("factor" + suffix, precision.toArray());
        memory.put("b" + suffix, Arrays.copyOf(b, rows.size()));
        memory.put("scalars" + suffix, intercept, surprise, learned, ignored);
        if (start != intercept) {
            memory.put("start" + suffix, start);
        }
    }

    /** @throws IllegalArgumentException if nobody can have learned that */
    static FullRegression restored(RegressionPrior prior, Memory memory, String suffix) {
        double[] scalars = memory.get("scalars" + suffix);
        Rows rows = Rows.of(ArmArrays.whole(memory.get("positions" + suffix)));
        double[] factor = memory.get("factor" + suffix);
        double[] b = memory.get("b" + suffix);
        int size = rows.size();
        Flaws.sameLength("scalars" + suffix, scalars.length, SCALARS);
        Flaws.sameLength("b, positions" + suffix, b.length, size);
        Flaws.sameLength("factor" + suffix, factor.length, Cholesky.start(size));
        FullRegression regression = new FullRegression(prior, scalars[0]);
        regression.surprise = scalars[1];
        regression.learned = scalars[2];
        regression.ignored = (long) Flaws.within("ignored" + suffix, scalars[3], 0, Flaws.COUNT_MAX);
        regression.start = memory.number("start" + suffix, scalars[0]);
        regression.take(rows, factor, b);
        if (!regression.isSound()) {
            throw new IllegalArgumentException("regression " + suffix + " cannot have been learned");
        }
        return regression;
    }

    private void take(Rows kept, double[] keptFactor, double[] keptB) {
        rows = kept;
        precision = new Cholesky(keptFactor, keptB.length);
        b = keptB;
        scratch = new double[keptB.length];
        solved = false;
    }
}
