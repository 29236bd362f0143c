package dev.leverframe.policy;

/** The distribution of a policy that plays its best arm, ties shared. */
final class Ties {
    private Ties() {}

    /**
     * Equal shares for every score within {@code tolerance} of the best, 0 for the others.
     *
     * @param scores at least one; may be +infinity, not NaN
     * @param tolerance at least 0
     */
    static double[] shareAmongBest(double[] scores, double tolerance) {
        double best = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            best = Math.max(best, score);
        }
        int tied = 0;
        for (double score : scores) {
            tied += score >= best - tolerance ? 1 : 0;
        }
        double[] shares = new double[scores.length];
        for (int i = 0; i < scores.length; i++) {
            shares[i] = scores[i] >= best - tolerance ? 1.0 / tied : 0;
        }
        return shares;
    }
}
