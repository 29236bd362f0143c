package dev.leverframe.policy;

/**
 * What a linear regression believes before the first reward.
 *
 * @param precision of a coefficient, in units of the noise's, positive (lambda)
 * @param noiseCount how many observations the guess of the noise is worth; infinite if the noise is known
 * @param dimensionMax how many positions get a coefficient, at least 1
 */
record RegressionPrior(double precision, double noiseCount, int dimensionMax) {
    boolean learnsNoise() {
        return Double.isFinite(noiseCount);
    }
}
