package dev.leverframe.policy;

import dev.leverframe.model.FeatureVector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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
 */
final class FullRegression {
    /** Features are at most 1e6 and rewards 1, so that 2^53 observations stay below this with room to spare. */
    private static final double MAGNITUDE_MAX = 1e30;

    private static final int SCALARS = 4;

    private final RegressionPrior prior;
    private final double intercept;
    private final Map<Integer, Integer> rows = new HashMap<>();
    private int[] positions = {};
    private Cholesky precision = new Cholesky();
    private double[] b = {};
    private double[] coefficients = {};
    private double[] scratch = {};
    private boolean solved = true;
    private double surprise;
    private long learned;
    private long ignored;

    /** @param intercept prior mean of the constant's coefficient (m_0); that of the others is 0 */
    FullRegression(RegressionPrior prior, double intercept) {
        this.prior = prior;
        this.intercept = intercept;
    }

    /** Mean of the prediction. */
    double predict(FeatureVector x) {
        solve();
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            Integer row = rows.get(x.position(i));
            sum += x.value(i) * (row == null ? 0 : coefficients[row]);
        }
        return sum + offset(x);
    }

    private double offset(FeatureVector x) {
        return x.size() > 0 && x.position(0) == 0 ? intercept * x.value(0) : 0;
    }

    private void solve() {
        if (!solved) {
            coefficients = b.clone();
            precision.solveLower(coefficients);
            precision.solveUpper(coefficients);
            solved = true;
        }
    }

    /** {@code x' A^-1 x}: variance of the prediction in units of the noise variance. */
    double spread(FeatureVector x) {
        double unseen = fill(x);
        precision.solveLower(scratch);
        double sum = room() ? unseen / prior.precision() : 0;
        for (int i = 0; i < precision.size(); i++) {
            sum += scratch[i] * scratch[i];
        }
        return sum;
    }

    private boolean room() {
        return precision.size() < prior.dimensionMax();
    }

    /** Writes x into the scratch, row by row; the sum of squares of what has no row. */
    private double fill(FeatureVector x) {
        Arrays.fill(scratch, 0);
        double unseen = 0;
        for (int i = 0; i < x.size(); i++) {
            Integer row = rows.get(x.position(i));
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

    /** Features whose squares overflow a double are left out with their reward: they would leave no number behind. */
    void learn(FeatureVector x, double reward) {
        double residual = reward - predict(x);
        double total = 1 + spread(x);
        if (Double.isFinite(total) && Double.isFinite(residual * residual)) {
            update(x, reward - offset(x));
            surprise += residual * residual / (2 * total);
            learned++;
        }
    }

    private void update(FeatureVector x, double target) {
        for (int i = 0; i < x.size(); i++) {
            row(x.position(i));
        }
        fill(x);
        for (int i = 0; i < precision.size(); i++) {
            b[i] += scratch[i] * target;
        }
        precision.add(scratch);
        solved = false;
    }

    private void row(int position) {
        if (rows.containsKey(position)) {
            return;
        }
        if (!room()) {
            ignored++;
            return;
        }
        int row = precision.size();
        rows.put(position, row);
        if (row == b.length) {
            int length = Math.max(4, 2 * row);
            b = Arrays.copyOf(b, length);
            positions = Arrays.copyOf(positions, length);
            scratch = new double[length];
        }
        positions[row] = position;
        precision.grow(prior.precision());
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
        boolean sound = Math.abs(intercept) <= MAGNITUDE_MAX && surprise >= 0 && surprise <= MAGNITUDE_MAX;
        for (int i = 0; i < precision.size(); i++) {
            sound &= Math.abs(b[i]) <= MAGNITUDE_MAX;
        }
        return sound && learned >= 0 && precision.isDefinite(MAGNITUDE_MAX);
    }

    /** Keeps everything under names that end in this. */
    void keep(Memory.Builder memory, String suffix) {
        int size = precision.size();
        memory.put(
                "positions" + suffix,
                Arrays.stream(positions, 0, size).asLongStream().toArray());
        memory.put("factor" + suffix, precision.toArray());
        memory.put("b" + suffix, Arrays.copyOf(b, size));
        memory.put("scalars" + suffix, intercept, surprise, learned, ignored);
    }

    /** @throws IllegalArgumentException if nobody can have learned that */
    static FullRegression restored(RegressionPrior prior, Memory memory, String suffix) {
        double[] scalars = memory.get("scalars" + suffix);
        double[] positions = memory.get("positions" + suffix);
        double[] factor = memory.get("factor" + suffix);
        double[] b = memory.get("b" + suffix);
        int size = positions.length;
        if (scalars.length != SCALARS || b.length != size || factor.length != size * (size + 1) / 2) {
            throw new IllegalArgumentException("the arrays of regression " + suffix + " do not fit together");
        }
        FullRegression regression = new FullRegression(prior, scalars[0]);
        regression.surprise = scalars[1];
        long[] counts = ArmArrays.whole(Arrays.copyOfRange(scalars, 2, SCALARS));
        regression.learned = counts[0];
        regression.ignored = counts[1];
        regression.take(ArmArrays.whole(positions), factor, b);
        if (!regression.isSound() || regression.rows.size() != size) {
            throw new IllegalArgumentException("regression " + suffix + " cannot have been learned");
        }
        return regression;
    }

    private void take(long[] keptPositions, double[] keptFactor, double[] keptB) {
        int size = keptPositions.length;
        positions = new int[size];
        for (int row = 0; row < size; row++) {
            positions[row] = (int) keptPositions[row];
            rows.put(positions[row], row);
        }
        precision = new Cholesky(keptFactor, size);
        b = keptB;
        scratch = new double[size];
        solved = size == 0;
    }
}
