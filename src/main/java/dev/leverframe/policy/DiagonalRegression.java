package dev.leverframe.policy;

import dev.leverframe.model.FeatureVector;
import java.util.Arrays;

/**
 * Bayesian linear regression of one arm's reward with independent coefficients, one observation in O(non-zero
 * features): exact Bayes for the observation under the diagonal prior, projected back to a diagonal by matching moments
 * (assumed-density filtering: Opper, "A Bayesian Approach to On-line Learning", 1998; Minka, "Expectation Propagation
 * for Approximate Bayesian Inference", 2001). Variances of coefficients are in units of the noise variance, which has
 * an inverse-gamma posterior.
 *
 * <pre>
 *   e = r - sum m_j x_j      D = 1 + sum S_j x_j^2      g_j = S_j x_j / D
 *   m_j += g_j e             S_j *= 1 - g_j x_j         n += 1        B += e^2 / (2 D)
 *   noise = (a_0 guess + B) / (a_0 + n / 2)
 * </pre>
 *
 * Coefficients correct the residual of all of them together. Regressing on each feature alone ({@code m_j = b_j /
 * A_jj}) counts a common cause once a feature and is inconsistent as soon as features are correlated or not centred.
 *
 * <p>Fading by a factor g takes the posterior back towards the prior, in natural parameters: {@code 1/S' = g/S + (1-g)/S0},
 * {@code m'/S' = g m/S + (1-g) m0/S0}, {@code n' = g n}, {@code B' = g B}. It costs O(dimension)
 * once an observation; looking through a factor costs O(non-zero features).
 */
final class DiagonalRegression {
    /** Past these, predictions may overflow. Rewards in [0, 1] lead nowhere near. */
    private static final double MEAN_MAX = 1e100;

    private static final double SURPRISE_MAX = 1e100;

    private final double priorVariance;
    private final double noiseCount;
    private double[] means;
    private double[] variances;
    private double learned;
    private double surprise;
    private boolean sound = true;

    /**
     * @param intercept prior mean of the constant's coefficient; that of the others is 0
     * @param priorVariance of a coefficient, in units of the noise variance, positive
     * @param noiseCount how many observations a guess of the noise is worth; infinite if the noise is known
     */
    DiagonalRegression(double intercept, double priorVariance, double noiseCount) {
        this.priorVariance = priorVariance;
        this.noiseCount = noiseCount;
        means = new double[] {intercept};
        variances = new double[] {priorVariance};
    }

    double mean(int position) {
        return position < means.length ? means[position] : 0;
    }

    /** Posterior variance of the coefficient, in units of the noise variance. */
    double variance(int position) {
        return position < variances.length ? variances[position] : priorVariance;
    }

    private double mean(int position, double factor, double intercept) {
        if (factor == 1) {
            return mean(position);
        }
        double prior = position == 0 ? intercept : 0;
        double own = factor * priorVariance;
        double back = (1 - factor) * variance(position);
        return own + back > 0 ? (own * mean(position) + back * prior) / (own + back) : prior;
    }

    private double variance(int position, double factor) {
        double variance = variance(position);
        if (factor == 1) {
            return variance;
        }
        // Both sides of the formula times S S0, as a huge feature may have underflown S.
        double weight = factor * priorVariance + (1 - factor) * variance;
        return weight > 0 ? variance * priorVariance / weight : priorVariance;
    }

    /** @param guess of the noise variance before any reward */
    double noiseVariance(double guess) {
        return noiseVariance(1, guess);
    }

    private double noiseVariance(double factor, double guess) {
        double shape = noiseCount / 2;
        return Double.isFinite(shape) ? (shape * guess + factor * surprise) / (shape + factor * learned / 2) : guess;
    }

    double predict(FeatureVector x) {
        return predict(x, 1, 0);
    }

    /**
     * @param factor what is left of what was learned, in [0, 1]
     * @param intercept prior mean of the constant's coefficient as of now, which the rest goes back to
     */
    double predict(FeatureVector x, double factor, double intercept) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += mean(x.position(i), factor, intercept) * x.value(i);
        }
        return sum;
    }

    /** Variance of the prediction. */
    double predictionVariance(FeatureVector x, double guess) {
        return predictionVariance(x, 1, guess);
    }

    /**
     * @param factor what is left of what was learned, in [0, 1]
     * @param guess of the noise variance before any reward
     */
    double predictionVariance(FeatureVector x, double factor, double guess) {
        return noiseVariance(factor, guess) * spread(x, factor);
    }

    /** The feature that makes up most of the total; -1: none does. */
    private int dominant(FeatureVector x, double total) {
        int dominant = -1;
        for (int i = 0; i < x.size(); i++) {
            dominant = variances[x.position(i)] * x.value(i) * x.value(i) > total / 2 ? i : dominant;
        }
        return dominant;
    }

    private double spreadWithout(int left, FeatureVector x) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += i == left ? 0 : variances[x.position(i)] * x.value(i) * x.value(i);
        }
        return sum;
    }

    private double spread(FeatureVector x, double factor) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += variance(x.position(i), factor) * x.value(i) * x.value(i);
        }
        return sum;
    }

    /** Keeps this part of what was learned; see {@link #predict(FeatureVector, double, double)}. */
    void fade(double factor, double intercept) {
        if (factor < 1) {
            for (int j = 0; j < means.length; j++) {
                double mean = mean(j, factor, intercept);
                variances[j] = variance(j, factor);
                means[j] = mean;
            }
            surprise *= factor;
            learned *= factor;
        }
    }

    /** Features whose squares overflow a double are left out with their reward: they would leave no number behind. */
    void learn(FeatureVector x, double reward) {
        double residual = reward - predict(x);
        double total = 1 + spread(x, 1);
        if (Double.isFinite(total) && Double.isFinite(residual * residual)) {
            update(x, residual, total);
        }
    }

    private void update(FeatureVector x, double residual, double total) {
        grow(x);
        int dominant = dominant(x, total);
        double others = dominant < 0 ? 0 : 1 + spreadWithout(dominant, x);
        for (int i = 0; i < x.size(); i++) {
            int j = x.position(i);
            double gain = variances[j] * x.value(i) / total;
            means[j] += gain * residual;
            // The same number; but where little is left, the difference would have none of its digits.
            variances[j] *= i == dominant ? others / total : 1 - gain * x.value(i);
            sound &= isSound(j);
        }
        learned++;
        surprise += residual * residual / (2 * total);
    }

    /**
     * A copy with the same means, that knows no more than so many observations tell: of what each coefficient's variance
     * lost in precision it keeps the part that leaves the constant's coefficient with so many observations' worth, and of
     * what tells the noise the part that is worth as many.
     */
    DiagonalRegression discounted(double observations) {
        DiagonalRegression copy = new DiagonalRegression(means[0], priorVariance, noiseCount);
        double part = learned > observations ? observations / learned : 1;
        copy.learned = part * learned;
        copy.surprise = part * surprise;
        copy.means = means.clone();
        copy.variances = variances.clone();
        double kept = Math.min(1, observations / Math.max(0, 1 / variances[0] - 1 / priorVariance));
        for (int j = 0; j < variances.length; j++) {
            copy.variances[j] = 1 / (1 / priorVariance + kept * (1 / variances[j] - 1 / priorVariance));
        }
        return copy;
    }

    /** Whether every number that an update left behind can have been learned. Looked at as they change: O(1). */
    boolean isSound() {
        boolean counted = learned >= 0 && learned <= Flaws.COUNT_MAX;
        return sound && counted && surprise >= 0 && surprise <= SURPRISE_MAX;
    }

    /** A variance never grows past the prior's. */
    private boolean isSound(int j) {
        boolean shrunk = variances[j] >= 0 && variances[j] <= priorVariance * (1 + Flaws.SLACK);
        return shrunk && Math.abs(means[j]) <= MEAN_MAX;
    }

    void memorise(Memory.Builder into, String prefix) {
        into.put(prefix + "means", means).put(prefix + "variances", variances);
        into.put(prefix + "evidence", learned, surprise);
    }

    /**
     * Takes over what {@link #memorise} put.
     *
     * @throws IllegalArgumentException if that cannot have been learned
     */
    void restore(Memory memory, String prefix) {
        means = memory.get(prefix + "means");
        variances = memory.get(prefix + "variances");
        double[] evidence = memory.get(prefix + "evidence");
        Flaws.sameLength(prefix + "means, variances", means.length, variances.length);
        Flaws.sameLength(prefix + "evidence", evidence.length, 2);
        learned = evidence[0];
        surprise = evidence[1];
        for (int j = 0; j < means.length; j++) {
            sound &= isSound(j);
        }
        if (!isSound() || means.length == 0) {
            throw new IllegalArgumentException(prefix + "* cannot have been learned");
        }
    }

    private void grow(FeatureVector x) {
        int length = means.length;
        int highest = x.size() == 0 ? 0 : x.position(x.size() - 1);
        if (highest >= length) {
            means = ArmArrays.grown(means, highest);
            variances = ArmArrays.grown(variances, highest);
            Arrays.fill(variances, length, variances.length, priorVariance);
        }
    }
}
