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
 *   m_j += g_j e             S_j *= 1 - g_j x_j         a += 1/2      b += e^2 / (2 D)
 * </pre>
 *
 * Coefficients correct the residual of all of them together. Regressing on each feature alone ({@code m_j = b_j /
 * A_jj}) counts a common cause once a feature and is inconsistent as soon as features are correlated or not centred.
 */
final class DiagonalRegression {
    private final double priorVariance;
    private final boolean learnsNoise;
    private double[] means;
    private double[] variances;
    private double shape;
    private double rate;

    /**
     * @param intercept prior mean of the constant's coefficient; that of the others is 0
     * @param priorVariance of a coefficient, in units of the noise variance, positive
     * @param noiseVariance prior guess
     * @param noiseCount how many observations the guess is worth; infinite if the noise is known
     */
    DiagonalRegression(double intercept, double priorVariance, double noiseVariance, double noiseCount) {
        this.priorVariance = priorVariance;
        learnsNoise = Double.isFinite(noiseCount);
        shape = learnsNoise ? noiseCount / 2 : 1;
        rate = shape * noiseVariance;
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

    double noiseVariance() {
        return rate / shape;
    }

    double predict(FeatureVector x) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += mean(x.position(i)) * x.value(i);
        }
        return sum;
    }

    /** Variance of the prediction. */
    double predictionVariance(FeatureVector x) {
        return noiseVariance() * spread(x);
    }

    private double spread(FeatureVector x) {
        double sum = 0;
        for (int i = 0; i < x.size(); i++) {
            sum += variance(x.position(i)) * x.value(i) * x.value(i);
        }
        return sum;
    }

    /** Features whose squares overflow a double are left out with their reward: they would leave no number behind. */
    void learn(FeatureVector x, double reward) {
        double residual = reward - predict(x);
        double total = 1 + spread(x);
        if (Double.isFinite(total) && Double.isFinite(residual * residual)) {
            update(x, residual, total);
        }
    }

    private void update(FeatureVector x, double residual, double total) {
        grow(x);
        for (int i = 0; i < x.size(); i++) {
            int j = x.position(i);
            double gain = variances[j] * x.value(i) / total;
            means[j] += gain * residual;
            variances[j] *= 1 - gain * x.value(i);
        }
        if (learnsNoise) {
            shape += 0.5;
            rate += residual * residual / (2 * total);
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
